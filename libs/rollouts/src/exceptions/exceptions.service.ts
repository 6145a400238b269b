import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { RolloutException, rolloutOperations } from '@firstbell/contracts/rollouts';
import { CheckoutSyncService } from '@firstbell/devices';
import { AccountsOfPeople } from '@firstbell/directory';
import { Database, FirstbellError, notFound, safeCsv, type Actor } from '@firstbell/platform';
import { ExceptionsStore, type ExceptionRow } from './exceptions.store.js';

type Ops = typeof rolloutOperations;
const exceptionsOfCsv = 50_000;

/** Every exception in one list, with who looks after it. */
@Injectable()
export class ExceptionsService {
  constructor(
    private readonly database: Database,
    private readonly store: ExceptionsStore,
    private readonly accounts: AccountsOfPeople,
    private readonly checkOuts: CheckoutSyncService,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listRolloutExceptions']>): Promise<OutputOf<Ops['listRolloutExceptions']>> {
    const { planId, kind, assigned, offset, limit } = input;
    const wanted = { planId, kind, assigned, meId: actor.id };
    return this.database.read(actor.schoolId, async (tx) => {
      const rows = await this.store.list(tx, wanted, { offset, limit });
      const pauses = await this.store.pauses(tx);
      return {
        exceptions: rows.map(toException),
        total: rows[0]?.total ?? 0,
        byKind: await this.store.kinds(tx, wanted),
        pauses: pauses.map((pause) => ({ ...pause, until: pause.until.toISOString() })),
      };
    });
  }

  async csv(actor: Actor, { planId, kind, assigned }: InputOf<Ops['rolloutExceptionsCsv']>): Promise<string> {
    const rows = await this.database.read(actor.schoolId, (tx) =>
      this.store.list(tx, { planId, kind, assigned, meId: actor.id }, { offset: 0, limit: exceptionsOfCsv }),
    );
    return safeCsv([
      ['kind', 'name', 'homeroom', 'rollout', 'reason', 'detail', 'assigned_to', 'note'],
      ...rows.map((row) => [
        row.kind,
        row.person?.name ?? row.typed_name,
        row.homeroom,
        row.plan?.name ?? null,
        row.reason,
        row.detail,
        row.assigned_to?.name ?? null,
        row.note,
      ]),
    ]);
  }

  async handle(actor: Actor, input: InputOf<Ops['handleException']>): Promise<OutputOf<Ops['handleException']>> {
    const { kind, exceptionId: id, version, note } = input;
    return this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.store.isOpen(tx, kind, id))) throw notFound('exception', 'exceptionId');
      const assignedTo = input.assignedTo === null ? null : await this.store.adult(tx, input.assignedTo);
      if (assignedTo === undefined) throw notFound('person', 'assignedTo');
      const handled = await this.store.handle(tx, { kind, id, version, assignedTo: assignedTo?.id ?? null, note, byId: actor.id });
      if (handled === undefined) {
        throw new FirstbellError('exception.changed_meanwhile', 409, 'Somebody else has just written to this one. Look at it again.', {
          field: 'version',
        });
      }
      await tx.append({
        type: 'exception.handled',
        subjectType: 'exception',
        subjectId: id,
        version: handled,
        actorId: actor.id,
        data: { kind, assignedTo: assignedTo?.id ?? null },
      });
      return { assignedTo, note, version: handled };
    });
  }

  /** Only accounts that failed are tried again, so a request that comes twice does no more than once. */
  async retryAccounts(actor: Actor, { accountIds }: InputOf<Ops['retryRolloutAccounts']>): Promise<OutputOf<Ops['retryRolloutAccounts']>> {
    return this.database.transaction(actor.schoolId, async (tx) => ({ retried: await this.accounts.retry(tx, accountIds, actor.id) }));
  }

  /** The same of check-outs: only those that wait for a person are told again. */
  async retryCheckOuts(
    actor: Actor,
    { checkOutIds }: InputOf<Ops['retryRolloutCheckOuts']>,
  ): Promise<OutputOf<Ops['retryRolloutCheckOuts']>> {
    return this.database.transaction(actor.schoolId, async (tx) => ({ retried: await this.checkOuts.again(tx, checkOutIds, actor.id) }));
  }
}

function toException(row: ExceptionRow): RolloutException {
  return {
    kind: row.kind,
    id: row.id,
    person: row.person,
    typedName: row.typed_name,
    homeroom: row.homeroom,
    plan: row.plan,
    reason: row.reason,
    detail: row.detail,
    mailingId: row.mailing_id,
    mailState: row.mail_state,
    assignedTo: row.assigned_to,
    note: row.note,
    version: row.version,
  };
}
