import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { secondFactorOperations, SecondFactorState } from '@firstbell/contracts/second-factor';
import { Database, FirstbellError, type Actor, type PersonActor, type Tx } from '@firstbell/platform';
import { accountNeeded } from '../sign-in/account-needed.js';
import { AccountsStore } from '../sign-in/accounts.store.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { hashOfRecoveryCode, matchOf, totpOf } from './code.rules.js';
import { newRecoveryCodes, newSecret } from './new-codes.js';
import { SecondFactorCodes, tooManyWrongCodes, type CodeOutcome } from './second-factor-codes.js';
import { SecondFactorResets } from './second-factor-resets.js';
import { SecondFactorStore } from './second-factor.store.js';

type Ops = typeof secondFactorOperations;

/** One's own second factor: turning it on and off, and its recovery codes. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: Database,
    private readonly store: SecondFactorStore,
    private readonly codes: SecondFactorCodes,
    private readonly resets: SecondFactorResets,
    private readonly accounts: AccountsStore,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
  ) {}

  async state(actor: Actor): Promise<SecondFactorState> {
    const { accountId } = withAccount(actor);
    return this.database.read(actor.schoolId, (tx) => this.store.state(tx, accountId));
  }

  async start(actor: Actor, { password }: InputOf<Ops['startSecondFactor']>): Promise<OutputOf<Ops['startSecondFactor']>> {
    const { accountId } = withAccount(actor);
    await this.signIns.confirm(actor, password);
    const secret = newSecret();
    const email = await this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.store.begin(tx, accountId, this.codes.seal(accountId, secret)))) throw isOn();
      return this.accounts.emailOf(tx, accountId);
    });
    return { secret, uri: totpOf(secret, email).toString() };
  }

  async confirm(actor: Actor, { code }: InputOf<Ops['confirmSecondFactor']>): Promise<OutputOf<Ops['confirmSecondFactor']>> {
    const person = withAccount(actor);
    const { accountId } = person;
    const recoveryCodes = await this.database.transaction(actor.schoolId, async (tx) => {
      const begun = await this.store.lock(tx, accountId);
      if (begun === undefined) throw notBegun();
      if (begun.is_on) throw isOn();
      const secret = this.codes.open(accountId, begun.sealed);
      const match = matchOf(code, { secret, lastStep: 0, recoveryHashes: [] }, begun.now_seconds);
      if (match?.kind !== 'app') throw wrongCode();
      const made = newRecoveryCodes();
      await this.store.turnOn(tx, accountId, match.step, hashesOf(made, secret));
      await this.tell(tx, person, 'second_factor.turned_on');
      await this.sessions.endOthers(tx, actor);
      return made;
    });
    this.sessions.forgetWhere((session) => session.id === actor.id);
    await this.endAtOtherSchools(actor);
    return { recoveryCodes };
  }

  async turnOff(actor: Actor, input: InputOf<Ops['turnOffSecondFactor']>): Promise<OutputOf<Ops['turnOffSecondFactor']>> {
    await this.withCode(actor, input, async (tx, person) => {
      await this.store.remove(tx, person.accountId);
      await this.tell(tx, person, 'second_factor.turned_off');
      await this.sessions.endOthers(tx, actor);
    });
    this.sessions.forgetWhere((session) => session.id === actor.id);
    await this.endAtOtherSchools(actor);
    return { done: true };
  }

  async renewRecoveryCodes(actor: Actor, input: InputOf<Ops['renewRecoveryCodes']>): Promise<OutputOf<Ops['renewRecoveryCodes']>> {
    const recoveryCodes = newRecoveryCodes();
    await this.withCode(actor, input, async (tx, person, secret) => {
      await this.store.setRecoveryHashes(tx, person.accountId, hashesOf(recoveryCodes, secret));
      await this.tell(tx, person, 'second_factor.recovery_codes_renewed');
    });
    return { recoveryCodes };
  }

  /** Removes that of somebody else, who has lost their phone. */
  async reset(actor: Actor, { personId, password }: InputOf<Ops['resetSecondFactor']>): Promise<OutputOf<Ops['resetSecondFactor']>> {
    await this.signIns.confirm(actor, password);
    if (personId === actor.id) {
      throw new FirstbellError('second_factor.is_self', 409, 'This is your own second factor. Turn it off on the page of your account.', {
        field: 'personId',
      });
    }
    const accountId = await this.database.transaction(actor.schoolId, (tx) => this.resets.reset(tx, personId, actor.id));
    this.sessions.forgetWhere((session) => session.id === personId);
    await this.resets.endAtOtherSchools(accountId);
    return { done: true };
  }

  async demand(actor: Actor): Promise<OutputOf<Ops['secondFactorDemand']>> {
    return { demanded: await this.database.read(actor.schoolId, (tx) => this.store.isDemanded(tx)) };
  }

  /** Whoever demands it has one, and so knows that it works and is not shut out by it. */
  async setDemand(actor: Actor, { demanded }: InputOf<Ops['demandSecondFactor']>): Promise<OutputOf<Ops['demandSecondFactor']>> {
    const { accountId } = withAccount(actor);
    await this.database.transaction(actor.schoolId, async (tx) => {
      if (!(await this.store.state(tx, accountId)).on) throw ownFirst();
      if ((await this.store.isDemanded(tx)) === demanded) return;
      const version = await this.store.demand(tx, demanded);
      const about = { subjectType: 'school', subjectId: actor.schoolId, version, actorId: actor.id } as const;
      await tx.append({ type: 'second_factor.demand_changed', ...about, data: { demanded } });
    });
    this.sessions.forgetWhere((session) => session.schoolId === actor.schoolId);
    return { demanded };
  }

  /** Of the other schools of one's own account, each in its own transaction. */
  private async endAtOtherSchools(actor: Actor): Promise<void> {
    await this.sessions.endOpen(actor, ({ id }) => id !== actor.sessionId);
  }

  /** Asks for the password and a code, and then does the work in the transaction that uses the code up. */
  private async withCode(
    actor: Actor,
    { password, code }: { password: string; code: string },
    work: (tx: Tx, person: PersonWithAccount, secret: string) => Promise<void>,
  ): Promise<void> {
    const person = withAccount(actor);
    await this.signIns.confirm(actor, password);
    const outcome = await this.database.transaction(actor.schoolId, async (tx) => {
      const used = await this.codes.use(tx, { accountId: person.accountId, personId: person.id }, code);
      if (used.kind === 'accepted') await work(tx, person, used.secret);
      return used;
    });
    mustBeAccepted(outcome);
  }

  private async tell(tx: Tx, { id }: PersonWithAccount, type: `second_factor.${'turned_on' | 'turned_off' | 'recovery_codes_renewed'}`) {
    await tx.append({ type, subjectType: 'person', subjectId: id, version: 1, actorId: id });
  }
}

type PersonWithAccount = PersonActor & { readonly accountId: string };

function withAccount(actor: Actor): PersonWithAccount {
  if (actor.kind !== 'person' || actor.accountId === null) throw accountNeeded();
  return { ...actor, accountId: actor.accountId };
}

function mustBeAccepted(outcome: CodeOutcome): void {
  if (outcome.kind === 'blocked') throw tooManyWrongCodes(outcome.seconds);
  if (outcome.kind === 'off') throw isOff();
  if (outcome.kind !== 'accepted') throw wrongCode();
}

const hashesOf = (codes: readonly string[], secret: string): Buffer[] => codes.map((code) => hashOfRecoveryCode(code, secret));

const isOn = () =>
  new FirstbellError('second_factor.on', 409, 'Your second factor is on already. To use another phone, turn it off and on again.');

const isOff = () => new FirstbellError('second_factor.off', 409, 'Your second factor is off. Load the page again.');

const ownFirst = () =>
  new FirstbellError(
    'second_factor.own_first',
    409,
    'Turn on your own second factor first, on the page of your account. Then you can demand it of the others.',
    { field: 'demanded' },
  );

const notBegun = () =>
  new FirstbellError('second_factor.not_begun', 409, 'Begin by typing your password; the code belongs to the picture shown after it.');

const wrongCode = () =>
  new FirstbellError(
    'second_factor.code_wrong',
    403,
    'This code is wrong, too old or was used before. Type the one the app shows now, and check that the phone’s clock is right.',
    { field: 'code' },
  );
