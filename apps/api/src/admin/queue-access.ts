import type { AccountsStore } from '@firstbell/people';
import { FirstbellError, hasRole, type Actor, type AcrossSchools, type Database, type Env, type PersonActor } from '@firstbell/platform';

/**
 * Who may look at the queues. Jobs of all schools stand in them, so where there is one school it is its administrators,
 * and where there are several those of them whom OPERATORS names.
 */
export class QueueAccess {
  constructor(
    private readonly env: Pick<Env, 'OPERATORS' | 'REDIS_URL' | 'QUEUE_DATABASE_URL'>,
    private readonly acrossSchools: AcrossSchools,
    private readonly database: Database,
    private readonly accounts: AccountsStore,
  ) {}

  /** Why this one may not; nothing when they may. */
  async refusalOf(actor: Actor | null): Promise<FirstbellError | undefined> {
    if (actor === null)
      return new FirstbellError('session.needed', 401, 'Nobody is signed in here. Sign in as an administrator, then open this page again.');
    if (actor.kind !== 'person' || !hasRole(actor, 'administrator'))
      return new FirstbellError('role.not_permitted', 403, 'The queues are for administrators. Ask one of them.');
    if (this.env.REDIS_URL === undefined && this.env.QUEUE_DATABASE_URL === undefined) {
      return new FirstbellError(
        'queues.no_store',
        503,
        'This process does not know where the queues are. Set REDIS_URL or QUEUE_DATABASE_URL for it.',
      );
    }
    if (await this.operates(actor)) return undefined;
    return new FirstbellError(
      'queues.for_operators',
      403,
      'Jobs of several schools stand in the queues. They are for administrators whose e-mail address stands in OPERATORS, where Firstbell is started.',
    );
  }

  private async operates(actor: PersonActor): Promise<boolean> {
    if (this.env.OPERATORS === undefined) return (await this.acrossSchools.rows('SELECT 1 FROM school LIMIT 2')).length < 2;
    const { accountId } = actor;
    if (accountId === null) return false;
    const email = await this.database.read(actor.schoolId, (tx) => this.accounts.emailOf(tx, accountId));
    return this.env.OPERATORS.includes(email.toLowerCase());
  }
}
