import { Injectable } from '@nestjs/common';
import { Credentials } from '@firstbell/directory';
import type { mailingOperations, MailItem } from '@firstbell/contracts/mailing';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { stringify } from 'csv-stringify/sync';
import { ItemsStore } from './items.store.js';
import { toMailItem } from './mailing-views.js';
import { MailingsStore } from './mailings.store.js';

type Ops = typeof mailingOperations;

/** Rows of one CSV: more than any school has people. */
const rowsOfCsv = 100_000;

/** The single mails of a mailing: looking at them, trying failed ones anew, deciding what nobody knows. */
@Injectable()
export class ItemsService {
  constructor(
    private readonly database: Database,
    private readonly items: ItemsStore,
    private readonly mailings: MailingsStore,
    private readonly credentials: Credentials,
  ) {}

  async list(actor: Pick<Actor, 'schoolId'>, input: InputOf<Ops['listMailItems']>): Promise<OutputOf<Ops['listMailItems']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      if ((await this.mailings.find(tx, input.mailingId)) === undefined) throw notFound('mailing', 'mailingId');
      const { mailingId, state, search = '' } = input;
      const { items, total } = await this.items.page(tx, { mailingId, state, search }, input);
      return { items: items.map(toMailItem), total };
    });
  }

  async csv(actor: Pick<Actor, 'schoolId'>, input: InputOf<Ops['mailItemsCsv']>): Promise<string> {
    const { items } = await this.list(actor, { ...input, offset: 0, limit: rowsOfCsv });
    const rows = items.map(({ person, ...item }) => ({ ...item, name: person.name }));
    const columns = ['name', 'grade', 'homeroom', 'address', 'state', 'reason', 'detail', 'sentAt'];
    // A name or a server's reply may look like a formula: it must not run in somebody's spreadsheet.
    return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true });
  }

  async retry(actor: Actor, input: InputOf<Ops['retryMailItems']>): Promise<OutputOf<Ops['retryMailItems']>> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const mailing = await this.mailings.lock(tx, input.mailingId);
        if (mailing === undefined) throw notFound('mailing', 'mailingId');
        if (mailing.state === 'cancelled') throw cancelled();
        const { queued, stillWithoutAddress } = await this.items.retry(tx, input);
        if (queued.length > 0 && mailing.state === 'done') await this.mailings.step(tx, input.mailingId, 'reopen', actor.id);
        await this.mailings.tellProgress(tx, input.mailingId, true);
        await tx.append({
          type: 'mail_item.queued',
          subjectType: 'mailing',
          subjectId: input.mailingId,
          version: await this.versionOf(tx, input.mailingId),
          actorId: actor.id,
          requestId: input.requestId,
          data: { from: input.state, queued: queued.length, stillWithoutAddress },
        });
        return { queued: queued.length, stillWithoutAddress };
      },
      (tx) => this.items.firstRetry(tx, input.requestId),
    );
  }

  /** “It arrived” counts as sent, and its password as delivered; “send again” is the one way a mail goes out twice. */
  async decide(actor: Actor, input: InputOf<Ops['decideMailItem']>): Promise<MailItem> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const item = await this.items.find(tx, input.itemId);
        if (item === undefined) throw notFound('mail_item', 'itemId');
        const mailing = await this.mailings.lock(tx, item.mailing_id);
        if (input.decision === 'again' && mailing?.state === 'cancelled') throw cancelled();
        const version = await this.items.decide(tx, item.id, input.version, input.decision);
        if (version === undefined) throw alreadyDecided();
        if (input.decision === 'arrived' && item.credential_id !== null)
          await this.credentials.delivered(tx, item.credential_id, 'mail', actor.id);
        await tx.append({
          type: input.decision === 'arrived' ? 'mail_item.sent' : 'mail_item.queued',
          subjectType: 'mail_item',
          subjectId: item.id,
          version,
          actorId: actor.id,
          requestId: input.requestId,
          data: { mailingId: item.mailing_id, decision: input.decision },
        });
        if (input.decision === 'again' && mailing?.state === 'done') await this.mailings.step(tx, item.mailing_id, 'reopen', actor.id);
        await this.mailings.tellProgress(tx, item.mailing_id, true);
        return this.one(tx, item.id);
      },
      (tx, itemId) => this.one(tx, itemId),
    );
  }

  private async one(tx: Tx, itemId: string): Promise<MailItem> {
    const row = await this.items.find(tx, itemId);
    if (row === undefined) throw notFound('mail_item', 'itemId');
    return toMailItem(row);
  }

  private async versionOf(tx: Tx, mailingId: string): Promise<number> {
    return (await this.mailings.find(tx, mailingId))?.version ?? 1;
  }
}

const cancelled = () =>
  new FirstbellError(
    'mailing.cancelled',
    409,
    'This mailing was cancelled, so nothing of it is sent any more. Start another one for these people.',
  );
const alreadyDecided = () =>
  new FirstbellError(
    'mail_item.decided',
    409,
    'Somebody has decided about this mail, or it is known by now what became of it. Look at the list again.',
    { field: 'version' },
  );
