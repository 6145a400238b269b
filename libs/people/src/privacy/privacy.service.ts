import { Injectable } from '@nestjs/common';
import type { ErasedPerson, PersonData } from '@firstbell/contracts/privacy';
import { Database, notFound } from '@firstbell/platform';
import { whyNotErasable } from './erasure.rules.js';
import { PrivacyStore } from './privacy.store.js';

/** Who asks: an administrator, or null at the command line. */
interface Asking {
  readonly schoolId: string;
  readonly id: string | null;
}

/** What the law asks of a school for one person: to show everything, and to forget. Both are written down. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly database: Database,
    private readonly store: PrivacyStore,
  ) {}

  async export(asking: Asking, personId: string): Promise<PersonData> {
    return this.database.transaction(asking.schoolId, async (tx) => {
      if ((await this.store.lock(tx, personId)) === undefined) throw notFound('person', 'personId');
      const tables = await this.store.everything(tx, personId);
      await tx.append({ type: 'person.exported', subjectType: 'person', subjectId: personId, version: 0, actorId: asking.id });
      return { personId, tables };
    });
  }

  async erase(asking: Asking, personId: string): Promise<ErasedPerson> {
    return this.database.transaction(asking.schoolId, async (tx) => {
      const person = await this.store.lock(tx, personId);
      if (person === undefined) throw notFound('person', 'personId');
      const refusal = whyNotErasable({ ...person, isSelf: personId === asking.id });
      if (refusal !== undefined) throw refusal;
      const version = await this.store.erase(tx, personId, person);
      await tx.append({ type: 'person.erased', subjectType: 'person', subjectId: personId, version, actorId: asking.id });
      return { personId, leftInDirectory: person.leftInDirectory };
    });
  }
}
