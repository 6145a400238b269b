import { Injectable } from '@nestjs/common';
import type { CoachNote, feedbackOperations } from '@firstbell/contracts/feedback';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { CoachNotesStore, type NewCoachNote } from './coach-notes.store.js';

type Ops = typeof feedbackOperations;
type NoteEvent = 'coach_note.written' | 'coach_note.read' | 'coach_note.answered';

/** Private notes between the coach who wrote them and the assistant they are for. Nobody else reads them. */
@Injectable()
export class CoachNotesService {
  constructor(
    private readonly database: Database,
    private readonly store: CoachNotesStore,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listCoachNotes']>> {
    return this.database.read(actor.schoolId, async (tx) => ({ notes: await this.store.ofPerson(tx, actor.id) }));
  }

  /** The id is the coach's, so the same note may be sent again safely. */
  async write(actor: Actor, input: InputOf<Ops['writeCoachNote']>): Promise<CoachNote> {
    const note = { id: input.id, fromId: actor.id, toId: input.toPersonId, reviewId: input.reviewId ?? null, body: input.body };
    return this.database.transaction(actor.schoolId, async (tx) => {
      const known = await this.store.known(tx, note.toId, note.reviewId);
      if (!known.assistant) {
        throw new FirstbellError('coach_note.not_an_assistant', 404, 'Notes go to student assistants of this school. Choose one of them.', {
          field: 'toPersonId',
        });
      }
      if (!known.review) throw notFound('review', 'reviewId');
      const version = await this.store.insert(tx, note);
      if (version === undefined) return this.writtenBefore(tx, note);
      await this.tell(tx, 'coach_note.written', note.id, version, actor.id);
      return this.load(tx, note.id);
    });
  }

  async read(actor: Actor, input: InputOf<Ops['readCoachNote']>): Promise<CoachNote> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.mine(tx, actor, input.noteId);
      const version = await this.store.markRead(tx, input.noteId);
      if (version !== undefined) await this.tell(tx, 'coach_note.read', input.noteId, version, actor.id);
      return this.load(tx, input.noteId);
    });
  }

  /** Once; the same answer sent again is done already. */
  async answer(actor: Actor, input: InputOf<Ops['answerCoachNote']>): Promise<CoachNote> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.mine(tx, actor, input.noteId);
      const version = await this.store.answer(tx, input.noteId, input.reply);
      if (version !== undefined) await this.tell(tx, 'coach_note.answered', input.noteId, version, actor.id);
      const note = await this.load(tx, input.noteId);
      if (note.reply === input.reply) return note;
      throw new FirstbellError('coach_note.already_answered', 409, 'You have answered this note. Talk to your coach for the rest.', {
        field: 'reply',
      });
    });
  }

  private async writtenBefore(tx: Tx, note: NewCoachNote): Promise<CoachNote> {
    const first = await this.store.row(tx, note.id);
    const same =
      first !== undefined &&
      first.from.id === note.fromId &&
      first.to.id === note.toId &&
      first.body === note.body &&
      (await this.store.reviewOf(tx, note.id)) === note.reviewId;
    if (same) return first;
    throw new FirstbellError('coach_note.id_used', 409, 'This id was used for another note. Make a new id for a new note.', {
      field: 'id',
    });
  }

  /** Somebody else's note is as good as none. */
  private async mine(tx: Tx, actor: Actor, noteId: string): Promise<CoachNote> {
    const note = await this.load(tx, noteId);
    if (note.to.id !== actor.id) throw notFound('coach_note', 'noteId');
    return note;
  }

  private async load(tx: Tx, noteId: string): Promise<CoachNote> {
    const note = await this.store.row(tx, noteId);
    if (note === undefined) throw notFound('coach_note', 'noteId');
    return note;
  }

  private async tell(tx: Tx, type: NoteEvent, noteId: string, version: number, actorId: string): Promise<void> {
    await tx.append({ type, subjectType: 'coach_note', subjectId: noteId, version, actorId });
  }
}
