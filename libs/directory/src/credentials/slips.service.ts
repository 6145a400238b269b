import { Injectable } from '@nestjs/common';
import type { directoryOperations, DirectoryKind, Slip } from '@firstbell/contracts/directory';
import type { InputOf } from '@firstbell/contracts/operation';
import { oneTimeDays, SignInService } from '@firstbell/people';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { Credentials } from './credentials.js';
import { CredentialsStore, type SlipFacts } from './credentials.store.js';

type Input = InputOf<(typeof directoryOperations)['printSlip']>;

/** A student's one-time password on paper: shown to an adult once, and gone from here the moment it was. */
@Injectable()
export class SlipsService {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInService,
    private readonly store: CredentialsStore,
    private readonly credentials: Credentials,
  ) {}

  async print(actor: Actor, input: Input): Promise<Slip> {
    await this.signIns.confirm(actor, input.password);
    return this.database.once<Slip>(
      actor.schoolId,
      input.requestId,
      (tx) => this.reveal(tx, actor, input),
      async (tx, credentialId) => ({ kind: 'shown_before', at: await this.deliveredAt(tx, credentialId) }),
    );
  }

  private async reveal(tx: Tx, actor: Actor, { personId, requestId }: Input): Promise<Slip> {
    const facts = await this.store.slipFacts(tx, personId);
    const credentialId = mayBeShown(facts);
    const password = await this.credentials.openForDelivery(tx, credentialId);
    if (password === null || !(await this.credentials.delivered(tx, credentialId, 'slip', actor.id, requestId))) throw givenBefore();
    const directory: DirectoryKind = facts?.directory ?? 'built_in';
    return {
      kind: 'shown',
      name: facts?.name ?? '',
      username: facts?.username ?? '',
      address: facts?.address ?? '',
      password,
      language: facts?.language ?? 'en',
      directory,
      goodUntil: directory === 'built_in' ? ((await this.store.goodUntil(tx, credentialId, oneTimeDays))?.toISOString() ?? null) : null,
    };
  }

  private async deliveredAt(tx: Tx, credentialId: string): Promise<string> {
    return (await this.store.deliveredAt(tx, credentialId))?.toISOString() ?? new Date(0).toISOString();
  }
}

/** The credential to show, or why there is none. */
function mayBeShown(facts: SlipFacts | undefined): string {
  if (facts === undefined) throw notFound('person', 'personId');
  if (facts.state === null) {
    throw new FirstbellError(
      'account.none',
      409,
      'No account has been wished for this student. Add them to a rollout, or make accounts in the settings.',
    );
  }
  if (facts.state !== 'ready') {
    throw new FirstbellError('account.not_ready', 409, 'This student’s account is not ready. Look in the list of accounts why.', {
      facts: { state: facts.state },
    });
  }
  if (facts.credential_id === null) {
    throw new FirstbellError('credential.none', 409, 'This account was there before and kept its password, which Firstbell does not know.');
  }
  if (facts.to_be_set) {
    throw new FirstbellError('credential.to_be_set', 409, 'The directory has not taken the new password yet. Ask for a new one again.');
  }
  if (facts.delivered_at !== null) throw givenBefore(facts);
  return facts.credential_id;
}

function givenBefore(facts?: SlipFacts): FirstbellError {
  return new FirstbellError('credential.delivered', 409, 'This password was handed over before and is no longer stored anywhere here.', {
    facts: { at: facts?.delivered_at?.toISOString() ?? null, delivery: facts?.delivery ?? null },
  });
}
