import { WishId } from '../../api/wish-id.js';

interface Draft {
  readonly body: string;
  /** The id of the note, kept for its retries so that it is written once. */
  readonly wish: WishId;
}

/** Words not saved yet, by ticket: they outlive a look at another ticket and a lost claim, and end with the page or the session. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

export const draftOf = (ticketId: string): string => drafts.get(ticketId)?.body ?? '';

export function onDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function writeDraft(ticketId: string, body: string): void {
  drafts.set(ticketId, { body, wish: wishOf(ticketId) });
  tell();
}

/** Of the note being written, or of a new one. */
export const wishOf = (ticketId: string): WishId => drafts.get(ticketId)?.wish ?? new WishId();

/** These words are saved. What was written since stays. */
export function draftSent(ticketId: string, text: string): void {
  const draft = drafts.get(ticketId);
  if (draft === undefined) return;
  draft.wish.done();
  if (draft.body.trim() === text) drafts.delete(ticketId);
  tell();
}

/** Nobody who signs in next may read them. */
export function forgetDrafts(): void {
  drafts.clear();
  tell();
}
