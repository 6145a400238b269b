import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Me, peopleOperations } from '@firstbell/contracts/people';
import { Database, FirstbellError, type Actor } from '@firstbell/platform';
import type { Device } from '../sessions/device.rules.js';
import { SecondFactorCodes, tooManyWrongCodes, type CodeOutcome } from '../second-factor/second-factor-codes.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountsStore } from './accounts.store.js';
import { MeStore } from './me.store.js';
import { PasswordChoice } from './password-choice.js';
import { oneTimeDays } from './one-time-days.js';
import { hashPassword, passwordFits } from './passwords.js';

type Ops = typeof peopleOperations;

/** An answer that also starts or changes the session of the browser it goes to. */
export interface SignedIn {
  readonly me: Me;
  /** For the cookie. */
  readonly secret: string;
}

const refused = () =>
  new FirstbellError(
    'sign_in.refused',
    401,
    'E-mail and password do not belong together. Check both, or ask your administrator for a new password.',
    { field: 'password' },
  );

/** Said only to who knows the password. */
const oneTimeOver = (school: string) =>
  new FirstbellError(
    'sign_in.one_time_over',
    403,
    `This one-time password was handed over more than ${oneTimeDays} days ago and opens nothing any more. Ask at the help desk of ${school}: a coach or an administrator gives you a new one.`,
    { field: 'password', facts: { school, days: oneTimeDays } },
  );

function codeRefused(outcome: CodeOutcome): FirstbellError {
  if (outcome.kind === 'blocked') return tooManyWrongCodes(outcome.seconds);
  if (outcome.kind === 'needed')
    return new FirstbellError(
      'sign_in.second_factor_needed',
      401,
      'This account has a second factor. Send the code its app shows now, or a recovery code, as well.',
      { field: 'code' },
    );
  return new FirstbellError(
    'sign_in.code_wrong',
    401,
    'This code is wrong, too old or was used before. Type the one the app shows now, or a recovery code.',
    { field: 'code' },
  );
}

/** Hashed when the e-mail is unknown, so that the answer takes as long as for a known one. */
let decoy: Promise<string> | undefined;

@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsStore,
    private readonly codes: SecondFactorCodes,
    private readonly sessions: SessionsService,
    private readonly mes: MeStore,
    private readonly choice: PasswordChoice,
  ) {}

  async signIn(input: InputOf<Ops['signIn']>, device: Device): Promise<SignedIn> {
    const account = await this.accounts.byEmail(input.email);
    decoy ??= hashPassword('no such account');
    const fits = await passwordFits(account?.password_hash ?? (await decoy), input.password);
    if (account === undefined || !fits) throw refused();
    const { id: accountId, school_id: schoolId, person_id: personId, password_hash: passwordHash } = account;
    // That there is a second factor, or a one-time password is over, is said only from here on: whoever asks has the password.
    const { outcome, secret } = await this.database.transaction(schoolId, async (tx) => {
      // Changed since it was looked at, it opens nothing: whoever changed it ended only what was open by then.
      if (!(await this.accounts.stillHas(tx, accountId, passwordHash))) throw refused();
      const over = await this.accounts.oneTimeIsOver(tx, personId, oneTimeDays);
      if (over !== undefined) throw oneTimeOver(over.school);
      const used = await this.codes.use(tx, { accountId, personId }, input.code);
      const opens = used.kind === 'off' || used.kind === 'accepted';
      return { outcome: used, secret: opens ? await this.sessions.start(tx, { personId, device }) : undefined };
    });
    if (secret === undefined) throw codeRefused(outcome);
    return this.opened(secret);
  }

  /** Starts a session of this person and answers who they are. */
  async open(schoolId: string, personId: string, device: Device): Promise<SignedIn> {
    return this.opened(await this.database.transaction(schoolId, (tx) => this.sessions.start(tx, { personId, device })));
  }

  private async opened(secret: string): Promise<SignedIn> {
    const actor = await this.sessions.actorOf(secret);
    if (actor === null) throw refused();
    return { me: await this.me(actor), secret };
  }

  /**
   * Asks somebody who is signed in for their password again, before something that a computer left open must not do.
   * @throws FirstbellError `password.wrong`
   */
  async confirm(actor: Actor, password: string): Promise<void> {
    const { accountId } = actor.kind === 'person' ? actor : { accountId: null };
    const stored =
      accountId === null ? undefined : await this.database.read(actor.schoolId, (tx) => this.accounts.passwordHash(tx, accountId));
    if (stored === undefined || !(await passwordFits(stored, password))) {
      throw new FirstbellError('password.wrong', 403, 'This is not your password. Type the one you sign in with.', { field: 'password' });
    }
  }

  /** Chooses a password of one's own, and ends every other session that was opened with the old one. */
  async changePassword(actor: Actor, input: { password: string; newPassword: string }): Promise<Me> {
    await this.confirm(actor, input.password);
    const { accountId } = actor.kind === 'person' ? actor : { accountId: null };
    if (accountId === null) throw refused();
    if (input.newPassword === input.password) {
      throw new FirstbellError('password.same', 400, 'This is the password you have. Choose another one.', { field: 'newPassword' });
    }
    await this.choice.mustBeSafe(input.newPassword, 'newPassword');
    const hash = await hashPassword(input.newPassword);
    await this.database.transaction(actor.schoolId, async (tx) => {
      await this.accounts.changePassword(tx, accountId, hash);
      await this.sessions.endOthers(tx, actor);
      await tx.append({ type: 'password.changed', subjectType: 'person', subjectId: actor.id, version: 1, actorId: actor.id });
    });
    this.sessions.forgetWhere((session) => session.id === actor.id);
    // Of the other schools of the account, each in its own transaction.
    await this.sessions.endOpen(actor, ({ id }) => id !== actor.sessionId);
    return { ...(await this.me(actor)), mustChangePassword: false };
  }

  async me(actor: Actor): Promise<Me> {
    return this.database.read(actor.schoolId, (tx) => this.mes.of(tx, actor));
  }
}
