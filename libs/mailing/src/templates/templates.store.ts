import { Injectable } from '@nestjs/common';
import type { MailTemplate } from '@firstbell/contracts/mailing';
import type { Tx } from '@firstbell/platform';

const columns = 'id, name, subject, body, version';

@Injectable()
export class TemplatesStore {
  async all(tx: Tx): Promise<MailTemplate[]> {
    return tx.rows<MailTemplate>(`SELECT ${columns} FROM mail_template WHERE school_id = $1 ORDER BY lower(name), id`, [tx.schoolId]);
  }

  async find(tx: Tx, id: string): Promise<MailTemplate | undefined> {
    return tx.first<MailTemplate>(`SELECT ${columns} FROM mail_template WHERE school_id = $1 AND id = $2`, [tx.schoolId, id]);
  }

  /** Version 0 makes it. Undefined when it is not at the given version (any more). */
  async save(tx: Tx, template: MailTemplate): Promise<MailTemplate | undefined> {
    const values = [tx.schoolId, template.id, template.name, JSON.stringify(template.subject), JSON.stringify(template.body)];
    if (template.version === 0) {
      return tx.first<MailTemplate>(
        `INSERT INTO mail_template (school_id, id, name, subject, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (school_id, id) DO NOTHING RETURNING ${columns}`,
        values,
      );
    }
    return tx.first<MailTemplate>(
      `UPDATE mail_template SET name = $3, subject = $4, body = $5, version = version + 1 WHERE school_id = $1 AND id = $2 AND version = $6
       RETURNING ${columns}`,
      [...values, template.version],
    );
  }

  /** The version it had; undefined when there was none. */
  async remove(tx: Tx, id: string): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>('DELETE FROM mail_template WHERE school_id = $1 AND id = $2 RETURNING version', [
      tx.schoolId,
      id,
    ]);
    return row?.version;
  }
}
