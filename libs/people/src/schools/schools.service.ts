import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { peopleOperations, SchoolSettings } from '@firstbell/contracts/people';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { IANAZone } from 'luxon';
import { v7 as uuid } from 'uuid';
import { PeopleStore } from '../people.store.js';
import { searchName } from '../search-name.rules.js';
import type { Device } from '../sessions/device.rules.js';
import { hashOfSecret } from '../sessions/session-cookie.js';
import { accountNeeded } from '../sign-in/account-needed.js';
import { AccountsStore } from '../sign-in/accounts.store.js';
import { PasswordChoice } from '../sign-in/password-choice.js';
import { hashPassword } from '../sign-in/passwords.js';
import { SignInService, type SignedIn } from '../sign-in/sign-in.service.js';
import { SchoolFounding } from './school-founding.js';
import { firstSettings, SchoolsStore } from './schools.store.js';

type Ops = typeof peopleOperations;

@Injectable()
export class SchoolsService {
  constructor(
    private readonly database: Database,
    private readonly store: SchoolsStore,
    private readonly people: PeopleStore,
    private readonly accounts: AccountsStore,
    private readonly signIns: SignInService,
    private readonly schedules: SchedulesService,
    private readonly founding: SchoolFounding,
    private readonly choice: PasswordChoice,
  ) {}

  /** The first administrator and school, from the link printed at the first start. */
  async setUp(input: InputOf<Ops['setUp']>, device: Device): Promise<SignedIn> {
    mustBeTimeZone(input.timeZone);
    await this.choice.mustBeSafe(input.password, 'password');
    const passwordHash = await hashPassword(input.password);
    const [schoolId, personId] = [uuid(), uuid()];
    await this.database.transaction(schoolId, async (tx) => {
      if (!(await this.accounts.useSetUpLink(tx, hashOfSecret(input.token)))) {
        throw new FirstbellError(
          'set_up.link_used',
          410,
          'This set-up link is unknown, older than a week or used. Start Firstbell again for a new one, or sign in.',
          { field: 'token' },
        );
      }
      const accountId = uuid();
      if (!(await this.accounts.make(tx, { id: accountId, email: input.email, passwordHash }))) throw emailTaken();
      await this.found(
        tx,
        { name: input.schoolName, timeZone: input.timeZone, deskName: 'Help desk', deskLetter: 'B' },
        {
          id: personId,
          accountId,
          givenName: input.givenName,
          familyName: input.familyName,
          email: input.email,
        },
      );
    });
    return this.signIns.open(schoolId, personId, device);
  }

  async list(actor: Actor): Promise<OutputOf<Ops['listSchools']>> {
    const schools = await this.accounts.administered(accountOf(actor));
    return { schools: schools.map(({ id, name, timeZone, demo }) => ({ id, name, timeZone, demo })), openId: actor.schoolId };
  }

  async create(actor: Actor, input: InputOf<Ops['createSchool']>, device: Device): Promise<SignedIn> {
    mustBeTimeZone(input.timeZone);
    const accountId = accountOf(actor);
    const self = await this.database.read(actor.schoolId, (tx) =>
      tx.first<{ given_name: string; family_name: string; email: string | null }>(
        'SELECT given_name, family_name, email FROM person WHERE school_id = $1 AND id = $2',
        [actor.schoolId, actor.id],
      ),
    );
    if (self === undefined) throw notFound('person');
    const [schoolId, personId] = [input.id ?? uuid(), uuid()];
    try {
      await this.database.transaction(schoolId, (tx) =>
        this.found(tx, input, { id: personId, accountId, givenName: self.given_name, familyName: self.family_name, email: self.email }),
      );
    } catch (error) {
      if (violatedConstraint(error) !== 'school_pkey') throw error;
      return this.openFounded(schoolId, accountId, device);
    }
    return this.signIns.open(schoolId, personId, device);
  }

  /** The answer to a first request was lost: the school is there, and its founder is let in. */
  private async openFounded(schoolId: string, accountId: string, device: Device): Promise<SignedIn> {
    const school = (await this.accounts.administered(accountId)).find(({ id }) => id === schoolId);
    if (school !== undefined) return this.signIns.open(school.id, school.personId, device);
    throw new FirstbellError('id.used', 409, 'This id has been used for something else. Send it again under a new id.', {
      field: 'id',
    });
  }

  async open(actor: Actor, input: InputOf<Ops['openSchool']>, device: Device): Promise<SignedIn> {
    const schools = await this.accounts.administered(accountOf(actor));
    const school = schools.find(({ id }) => id === input.schoolId);
    if (school === undefined) throw notFound('school', 'schoolId');
    return this.signIns.open(school.id, school.personId, device);
  }

  async settings(actor: Actor): Promise<OutputOf<Ops['schoolSettings']>> {
    const { settings, periods } = await this.schedules.clock(actor.schoolId);
    const school = await this.database.read(actor.schoolId, (tx) => this.store.brief(tx));
    if (school === undefined) throw notFound('school');
    // A school made by the release before lacks what is newer than it.
    return { school, settings: { ...firstSettings, ...settings }, periods: [...periods] };
  }

  async update(actor: Actor, input: InputOf<Ops['updateSchoolSettings']>): Promise<SchoolSettings> {
    const changed = await this.database.transaction(actor.schoolId, async (tx) => {
      const row = await this.store.changeSettings(tx, input);
      if (row === undefined) throw notFound('school');
      await tx.append({
        type: 'school.settings_changed',
        subjectType: 'school',
        subjectId: actor.schoolId,
        version: row.version,
        actorId: actor.id,
      });
      return row;
    });
    this.schedules.forget(actor.schoolId);
    return { ...firstSettings, ...changed.settings };
  }

  private async found(
    tx: Tx,
    school: { name: string; timeZone: string; deskName: string; deskLetter: string },
    administrator: { id: string; accountId: string; givenName: string; familyName: string; email: string | null },
  ): Promise<void> {
    await this.store.insert(tx, { name: school.name, timeZone: school.timeZone, demo: false, settings: firstSettings });
    await this.store.insertDesk(tx, { id: uuid(), name: school.deskName, letter: school.deskLetter });
    await this.people.insert(tx, [
      {
        ...administrator,
        language: 'en',
        roles: ['administrator', 'coach'],
        searchName: searchName(administrator.givenName, administrator.familyName),
      },
    ]);
    await this.founding.run(tx);
    await tx.append({ type: 'school.created', subjectType: 'school', subjectId: tx.schoolId, version: 1, actorId: administrator.id });
  }
}

export const emailTaken = () =>
  new FirstbellError('account.email_taken', 409, 'This e-mail address has an account already. Sign in with it, or use another address.', {
    field: 'email',
  });

function accountOf(actor: Actor): string {
  if (actor.kind === 'person' && actor.accountId !== null) return actor.accountId;
  throw accountNeeded();
}

function mustBeTimeZone(zone: string): void {
  if (!IANAZone.isValidZone(zone)) {
    throw new FirstbellError('school.unknown_time_zone', 400, `“${zone}” is no time zone. Use a name such as America/Chicago.`, {
      field: 'timeZone',
    });
  }
}
