import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Me, peopleOperations } from '@firstbell/contracts/people';
import { Database, FirstbellError, type Actor } from '@firstbell/platform';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountsStore } from './accounts.store.js';
import { MeStore } from './me.store.js';
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

/** Hashed when the e-mail is unknown, so that the answer takes as long as for a known one. */
let decoy: Promise<string> | undefined;

@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsStore,
    private readonly sessions: SessionsService,
    private readonly mes: MeStore,
  ) {}

  async signIn(input: InputOf<Ops['signIn']>): Promise<SignedIn> {
    const account = await this.accounts.byEmail(input.email);
    decoy ??= hashPassword('no such account');
    const fits = await passwordFits(account?.password_hash ?? (await decoy), input.password);
    if (account === undefined || !fits) throw refused();
    return this.open(account.school_id, account.person_id);
  }

  /** Starts a session of this person and answers who they are. */
  async open(schoolId: string, personId: string): Promise<SignedIn> {
    const secret = await this.database.transaction(schoolId, (tx) => this.sessions.start(tx, { personId }));
    const actor = await this.sessions.actorOf(secret);
    if (actor === null) throw refused();
    return { me: await this.me(actor), secret };
  }

  async me(actor: Actor): Promise<Me> {
    return this.database.read(actor.schoolId, (tx) => this.mes.of(tx, actor));
  }
}
