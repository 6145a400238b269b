import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { peopleOperations, StaffMember } from '@firstbell/contracts/people';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { PeopleStore } from '../people.store.js';
import { emailTaken } from '../schools/schools.service.js';
import { searchName } from '../search-name.rules.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountsStore } from '../sign-in/accounts.store.js';
import { PasswordChoice } from '../sign-in/password-choice.js';
import { hashPassword } from '../sign-in/passwords.js';
import { RoleChanges } from './role-changes.js';

type Ops = typeof peopleOperations;

/** Who does what at the school: roles, skills, periods, and a first password. */
@Injectable()
export class StaffService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleStore,
    private readonly accounts: AccountsStore,
    private readonly sessions: SessionsService,
    private readonly choice: PasswordChoice,
    private readonly roleChanges: RoleChanges,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listStaff']>): Promise<OutputOf<Ops['listStaff']>> {
    const search = searchName(input.search);
    return {
      people: await this.database.read(actor.schoolId, (tx) => (search === '' ? this.people.staff(tx) : this.people.matching(tx, search))),
    };
  }

  async setRoles(actor: Actor, input: InputOf<Ops['setRoles']>): Promise<StaffMember> {
    if (input.personId === actor.id && !input.roles.includes('administrator')) {
      throw new FirstbellError(
        'roles.last_administrator',
        409,
        'You would lock yourself out. Another administrator has to take this role from you.',
        { field: 'roles' },
      );
    }
    if (input.password !== undefined) await this.choice.mustBeSafe(input.password, 'password');
    const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
    const member = await this.database.transaction(actor.schoolId, async (tx) => {
      await this.mustStillAdminister(tx, actor);
      const version = await this.people.setRoles(tx, input.personId, input.roles, input.skills);
      if (version === undefined) throw notFound('person', 'personId');
      await this.people.setPeriods(tx, input.personId, input.periods);
      if (passwordHash !== undefined) await this.setPassword(tx, actor, input, passwordHash);
      await tx.append({ type: 'person.roles_changed', subjectType: 'person', subjectId: input.personId, version, actorId: actor.id });
      await this.roleChanges.run(tx, { personId: input.personId, actorId: actor.id });
      return this.people.staffMember(tx, input.personId);
    });
    this.sessions.forgetWhere((session) => session.id === input.personId);
    // Of the other schools of one's own account, each in its own transaction.
    if (passwordHash !== undefined && input.personId === actor.id) await this.sessions.endOpen(actor, ({ id }) => id !== actor.sessionId);
    if (member === undefined) throw notFound('person', 'personId');
    return member;
  }

  async listExceptions(actor: Actor): Promise<OutputOf<Ops['listRosterExceptions']>> {
    return { exceptions: await this.database.read(actor.schoolId, (tx) => this.people.rosterExceptions(tx)) };
  }

  async settleException(actor: Actor, input: InputOf<Ops['settleRosterException']>): Promise<{ done: true }> {
    const settle = () => this.database.transaction(actor.schoolId, (tx) => this.settle(tx, actor, input));
    await settle().catch((error: unknown) => {
      // They filed for the same problem at this moment: the second time it is seen.
      if (violatedConstraint(error) === 'ticket_one_open') return settle();
      throw error;
    });
    return { done: true };
  }

  private async settle(tx: Tx, actor: Actor, { exceptionId, personId }: InputOf<Ops['settleRosterException']>): Promise<void> {
    if (personId !== null && (await this.people.active(tx, personId)) === undefined) throw notFound('person', 'personId');
    const settled = await this.people.settleRosterException(tx, exceptionId, personId);
    if (settled === undefined) return;
    await tx.append({
      type: 'roster_exception.settled',
      subjectType: 'roster_exception',
      subjectId: exceptionId,
      version: 2,
      actorId: actor.id,
    });
    const { ticketId } = settled;
    const given = ticketId === null || personId === null ? undefined : await this.people.giveTicket(tx, ticketId, personId);
    if (ticketId === null || given === undefined) return;
    const { version, deskId } = given;
    await tx.append({
      type: 'ticket.identified',
      subjectType: 'ticket',
      subjectId: ticketId,
      version,
      actorId: actor.id,
      data: { deskId },
    });
  }

  /**
   * One after the other at the school: of two administrators who take the role from each other in the same moment, the later
   * has lost it, and the school keeps the other.
   */
  private async mustStillAdminister(tx: Tx, actor: Actor): Promise<void> {
    await this.people.lockRoles(tx);
    if ((await this.people.active(tx, actor.id))?.roles.includes('administrator') !== true) throw noLongerAdministrator();
  }

  /**
   * A person's own account, or a new one. Somebody else's address is refused: its owner may work at another school. So is an
   * account that opens another school, but for its owner: the administrators of one school would get into the other.
   */
  private async setPassword(tx: Tx, actor: Actor, input: InputOf<Ops['setRoles']>, passwordHash: string): Promise<void> {
    const person = await this.people.staffMember(tx, input.personId);
    const email = input.email ?? person?.email ?? undefined;
    if (email === undefined)
      throw new FirstbellError('account.email_needed', 400, 'A password needs an e-mail address to sign in with.', { field: 'email' });
    const own = (await this.people.active(tx, input.personId))?.account_id ?? null;
    if (own === null) {
      const id = uuid();
      if (!(await this.accounts.make(tx, { id, email, passwordHash }))) throw emailTaken();
      return this.people.setAccount(tx, input.personId, id);
    }
    if (input.personId !== actor.id && (await this.accounts.opensMore(tx, own, input.personId))) throw opensAnotherSchool();
    if (!(await this.accounts.change(tx, { id: own, email, passwordHash }))) throw emailTaken();
    await this.sessions.endOthers(tx, actor, input.personId);
    await tx.append({ type: 'password.changed', subjectType: 'person', subjectId: input.personId, version: 1, actorId: actor.id });
  }
}

const noLongerAdministrator = () =>
  new FirstbellError(
    'role.not_permitted',
    403,
    'Another administrator has just taken this role from you, so nothing was changed. Ask an administrator for the role.',
  );

const opensAnotherSchool = () =>
  new FirstbellError(
    'account.opens_another_school',
    409,
    'This person signs in at another school with the same account, so only they change its password and address. Leave both out.',
    { field: 'password' },
  );
