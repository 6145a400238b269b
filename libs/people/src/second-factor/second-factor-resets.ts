import { Injectable } from '@nestjs/common';
import { Database, FirstbellError, type Tx } from '@firstbell/platform';
import { SessionsStore } from '../sessions/sessions.store.js';
import { SecondFactorStore } from './second-factor.store.js';

/** Removing the second factor of somebody who lost their phone. Whatever they have open ends: it may be somebody else who has it. */
@Injectable()
export class SecondFactorResets {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly sessions: SessionsStore,
    private readonly database: Database,
  ) {}

  /**
   * Answers the account, which may be signed in at other schools: that is ended after this transaction. `actorId` is null at
   * the command line.
   * @throws FirstbellError `second_factor.none`
   */
  async reset(tx: Tx, personId: string, actorId: string | null): Promise<string> {
    const accountId = await this.store.removeOfPerson(tx, personId);
    if (accountId === undefined) {
      throw new FirstbellError('second_factor.none', 409, 'This person has no second factor, so there is nothing to remove.', {
        field: 'personId',
      });
    }
    await tx.append({ type: 'second_factor.reset', subjectType: 'person', subjectId: personId, version: 1, actorId });
    for (const id of await this.sessions.endOfPerson(tx, personId))
      await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: id, version: 2, actorId });
    return accountId;
  }

  /** Each in its own transaction. Whoever reset it is nobody there, so that the fact names none. */
  async endAtOtherSchools(accountId: string): Promise<void> {
    for (const { id, school_id: schoolId } of await this.sessions.ofAccount(accountId))
      await this.database.transaction(schoolId, async (tx) => {
        if (!(await this.sessions.end(tx, id))) return;
        await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: id, version: 2, actorId: null });
      });
  }
}
