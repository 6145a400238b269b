import { Injectable } from '@nestjs/common';
import type { directoryOperations } from '@firstbell/contracts/directory';
import type { EventType } from '@firstbell/contracts/events';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { SignInService } from '@firstbell/people';
import { Database, FirstbellError, type Actor, type Tx } from '@firstbell/platform';
import { passwordPolicy, type DirectoryPerson, type Switched } from '../providers/directory-provider.js';
import { OpenDirectories } from '../providers/open-directories.js';
import { Credentials } from './credentials.js';
import { NewPasswordsStore, type RenewalFacts } from './new-passwords.store.js';
import { oneTimePassword } from './one-time-password.js';

type Op = (typeof directoryOperations)['renewPassword'];

interface Renewal {
  readonly facts: RenewalFacts;
  readonly credentialId: string;
  readonly password: string;
}

/**
 * Another one-time password for a student who has lost theirs. The adult waits for it, so the directory is asked at once and
 * not by a job: the password is kept before the directory hears of it, and shown only after it has taken it, so whatever
 * breaks off in between is finished by asking again.
 */
@Injectable()
export class NewPasswordsService {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInService,
    private readonly store: NewPasswordsStore,
    private readonly credentials: Credentials,
    private readonly directories: OpenDirectories,
  ) {}

  async renew(actor: Actor, { personId, password }: InputOf<Op>): Promise<OutputOf<Op>> {
    await this.signIns.confirm(actor, password);
    const renewal = await this.database.transaction(actor.schoolId, (tx) => this.prepare(tx, actor, personId));
    if (renewal === null) return { done: true };
    const { facts } = renewal;
    const directory = this.directories.of(actor.schoolId, facts.config, facts.secret_sealed);
    const set = await directory.renewPassword(personOf(facts), facts.external_id ?? '', renewal.password);
    if (set.kind === 'wait' && set.code === passwordPolicy) {
      // The next who asks gets another one.
      await this.database.transaction(actor.schoolId, (tx) => this.store.removeRefused(tx, renewal.credentialId));
    }
    if (set.kind !== 'done') throw notSet(set);
    await this.database.transaction(actor.schoolId, async (tx) => {
      const version = await this.store.markSet(tx, renewal.credentialId);
      if (version !== undefined) await this.append(tx, actor, 'credential.renewed', { ...renewal, version });
    });
    return { done: true };
  }

  /** The password to be set: one that broke off before, or a new one. Null when one that is set waits for its slip already. */
  private async prepare(tx: Tx, actor: Actor, personId: string): Promise<Renewal | null> {
    const facts = await this.store.lock(tx, personId);
    mayBeRenewed(facts);
    if (facts.credential_id !== null) {
      if (!facts.to_be_set || facts.sealed === null) return null;
      const password = this.credentials.open(tx.schoolId, facts.account_id, facts.sealed);
      return { facts, credentialId: facts.credential_id, password };
    }
    const password = oneTimePassword([facts.given_name, facts.family_name, facts.username ?? '']);
    const of = { personId, accountId: facts.account_id, planId: null };
    const credentialId = await this.credentials.keepToBeSet(tx, of, password);
    await this.append(tx, actor, 'credential.renewal_wanted', { facts, credentialId, version: 1 });
    return { facts, credentialId, password };
  }

  private async append(
    tx: Tx,
    actor: Actor,
    type: EventType,
    { facts, credentialId, version }: { facts: RenewalFacts; credentialId: string; version: number },
  ): Promise<void> {
    const data = { personId: facts.person_id };
    await tx.append({ type, subjectType: 'credential', subjectId: credentialId, version, actorId: actor.id, data });
  }
}

function mayBeRenewed(facts: RenewalFacts | undefined): asserts facts is RenewalFacts {
  if (facts === undefined) {
    throw new FirstbellError(
      'account.none',
      409,
      'No account has been wished for this student. Add them to a rollout, or make accounts in the settings.',
    );
  }
  if (facts.roles.some((role) => role !== 'student' && role !== 'assistant')) {
    throw new FirstbellError('credential.adults_own', 403, 'Only students get a one-time password here. Adults set their own.', {
      field: 'personId',
    });
  }
  if (facts.state !== 'ready') {
    throw new FirstbellError('account.not_ready', 409, 'This student’s account is not ready. Look in the list of accounts why.', {
      facts: { state: facts.state },
    });
  }
  if (facts.pause_code !== null) throw new FirstbellError(facts.pause_code, 409, facts.pause_reason ?? 'The directory is paused.');
}

const personOf = (facts: RenewalFacts): DirectoryPerson => ({
  personId: facts.person_id,
  schoolOwnId: facts.source_id ?? facts.person_id,
  username: facts.username ?? '',
  givenName: facts.given_name,
  familyName: facts.family_name,
});

/** Why the directory has not taken it, as its code says; unless it refused the password, the same one is set when it is asked again. */
function notSet(outcome: Exclude<Switched, { kind: 'done' }>): FirstbellError {
  switch (outcome.kind) {
    case 'absent':
      return new FirstbellError(
        'account.gone',
        409,
        'The account is no longer in the directory. Make one there with the student’s school id and retry.',
      );
    case 'wait':
      return new FirstbellError(outcome.code, 409, outcome.why);
    case 'needs_person':
      return new FirstbellError(outcome.code, 409, outcome.reason);
  }
}
