import type { CoachNote } from '@firstbell/contracts/feedback';
import { describe, expect, it } from '@jest/globals';
import { notesInOrder } from './note-order.rules.js';

const note = (id: string, day: number, part: Partial<CoachNote> = {}): CoachNote => ({
  id,
  version: 1,
  to: { id: 'ana', name: 'Ana R.' },
  from: { id: 'coach', name: 'Ms. Reed' },
  at: `2026-09-0${String(day)}T10:00:00.000Z`,
  body: 'x',
  ticketCode: null,
  readAt: '2026-09-08T10:00:00.000Z',
  reply: null,
  repliedAt: null,
  ...part,
});

describe('the notes of an assistant', () => {
  it('puts the newest on top, and moves none for having been read', () => {
    const notes = [note('old', 1), note('new', 5), note('unread', 2, { readAt: null })];
    expect(notesInOrder(notes, 'ana').map((one) => one.id)).toEqual(['new', 'unread', 'old']);
  });

  it('leaves out notes a coach wrote to others', () => {
    expect(notesInOrder([note('a', 1, { to: { id: 'bo', name: 'Bo T.' } })], 'ana')).toEqual([]);
  });
});
