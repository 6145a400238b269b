import { forgetLines } from '../desk/line/kept-line.js';
import { forgetDrafts } from '../desk/panel/note-drafts.js';
import { handOutStore } from '../hand-out/hand-out-store.js';

/**
 * Wipes what this browser keeps of and for the person who was signed in: names of students do not stay behind on a shared
 * computer. What a hand-out station has still to send stays. Part of the first load, because it must not need the server.
 */
export async function forgetPerson(): Promise<void> {
  forgetDrafts();
  await Promise.all([forgetLines(), handOutStore().then((store) => store.forgetPeople())]);
}
