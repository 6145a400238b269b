import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { accountOfPersonSql, addressSql, personFieldsSql } from '../mailings/person-fields.sql.js';

interface PreviewPerson extends Readonly<Record<string, string | null>> {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly to: string | null;
}

/** A person with everything a mail may say of them. */
@Injectable()
export class PreviewStore {
  async find(tx: Tx, personId: string): Promise<PreviewPerson | undefined> {
    return tx.first<PreviewPerson>(
      `SELECT p.id, p.display_name AS name, p.language, ${addressSql} AS "to", ${personFieldsSql}
       FROM person p ${accountOfPersonSql} WHERE p.school_id = $1 AND p.id = $2 AND p.status = 'active'`,
      [tx.schoolId, personId],
    );
  }
}
