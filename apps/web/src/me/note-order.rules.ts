import type { CoachNote } from '@firstbell/contracts/feedback';

/** Notes to this person, newest first. Reading or answering one does not move it. */
export function notesInOrder(notes: readonly CoachNote[], meId: string): readonly CoachNote[] {
  return notes.filter((note) => note.to.id === meId).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
