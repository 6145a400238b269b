import { Injectable } from '@nestjs/common';
import { FirstbellError, type Tx } from '@firstbell/platform';
import { SessionsStore } from '../sessions/sessions.store.js';
import { SecondFactorStore } from './second-factor.store.js';

/** Removing the second factor of somebody who lost their phone. Whatever they have open ends: it may be somebody else who has it. */
@Injectable()
export class SecondFactorResets {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly sessions: SessionsStore,
  ) {}

  /** `actorId` is null at the command line. @throws FirstbellError `second_factor.none` */
  async reset(tx: Tx, personId: string, actorId: string | null): Promise<void> {
    if (!(await this.store.removeOfPerson(tx, personId))) {
      throw new FirstbellError('second_factor.none', 409, 'This person has no second factor, so there is nothing to remove.', {
        field: 'personId',
      });
    }
    await tx.append({ type: 'second_factor.reset', subjectType: 'person', subjectId: personId, version: 1, actorId });
    for (const id of await this.sessions.endOfPerson(tx, personId))
      await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: id, version: 2, actorId });
  }
}
