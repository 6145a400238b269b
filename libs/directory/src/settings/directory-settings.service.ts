import { Injectable } from '@nestjs/common';
import type { DirectoryConfig, DirectorySettings, directoryOperations } from '@firstbell/contracts/directory';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { ConnectionTest } from '@firstbell/contracts/values';
import { Database, FirstbellError, isServiceAccountKey, isWrongKey, Sealing, type Actor, type Tx } from '@firstbell/platform';
import { AccountsListStore } from '../accounts/accounts-list.store.js';
import { AccountsOfPeopleStore } from '../accounts/accounts-of-people.store.js';
import { previewAccounts, previewUsernames } from '../accounts/username.rules.js';
import { OpenDirectories, secretSubject } from '../providers/open-directories.js';
import { secretStays } from './secret.rules.js';
import { DirectorySettingsStore, type DirectoryRow } from './directory-settings.store.js';

type Ops = typeof directoryOperations;

export const pausedByPerson = 'directory.paused_by_person';

/** Which directory the school has, whether it works, and whether it rests. */
@Injectable()
export class DirectorySettingsService {
  constructor(
    private readonly database: Database,
    private readonly store: DirectorySettingsStore,
    private readonly accounts: AccountsOfPeopleStore,
    private readonly list: AccountsListStore,
    private readonly sealing: Sealing,
    private readonly directories: OpenDirectories,
  ) {}

  async view(actor: Actor): Promise<OutputOf<Ops['directorySettings']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const row = await this.store.find(tx);
      return { settings: row === undefined ? null : viewOf(row), without: await this.accounts.countStudentsWithout(tx) };
    });
  }

  async save(actor: Actor, input: InputOf<Ops['saveDirectory']>): Promise<DirectorySettings> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const before = await this.store.find(tx);
      const change = {
        config: input.directory,
        secretSealed: this.secretToKeep(tx.schoolId, before, input),
        usernameRule: input.usernameRule,
        suspendAfterDays: input.suspendAfterDays,
      };
      const saved = await this.store.save(tx, change, input.version);
      if (saved === undefined) throw changedMeanwhile();
      await this.changed(tx, actor, saved);
      return viewOf(saved);
    });
  }

  /** Asks the directory itself, outside of any transaction, and keeps what it said. */
  async test(actor: Actor): Promise<DirectorySettings> {
    const row = await this.database.read(actor.schoolId, (tx) => this.store.find(tx));
    if (row === undefined) throw notSetUp();
    const result = await this.ask(actor.schoolId, row);
    const at = new Date().toISOString();
    return this.changing(actor, (tx) => this.store.keepTest(tx, { ...result, detail: result.detail.slice(0, 1_000), at }));
  }

  private async ask(schoolId: string, row: DirectoryRow): Promise<Omit<ConnectionTest, 'at'>> {
    try {
      return await this.directories.of(schoolId, row.config, row.secret_sealed).test();
    } catch (error) {
      if (!isWrongKey(error)) throw error;
      return { ok: false, code: error.code, detail: error.detail };
    }
  }

  async pause(actor: Actor): Promise<DirectorySettings> {
    return this.changing(actor, async (tx) => {
      const reason = 'Paused by an administrator.';
      return (await this.store.pause(tx, { forMs: null, code: pausedByPerson, reason })) ?? this.store.find(tx);
    });
  }

  async resume(actor: Actor): Promise<DirectorySettings> {
    return this.changing(actor, (tx) => this.store.resume(tx));
  }

  async previewUsernames(actor: Actor, input: InputOf<Ops['previewUsernames']>): Promise<OutputOf<Ops['previewUsernames']>> {
    const { people, taken } = await this.database.read(actor.schoolId, async (tx) => ({
      people: await this.list.studentsToName(tx),
      taken: await this.list.usernames(tx),
    }));
    return previewUsernames(input.usernameRule, people, taken);
  }

  async previewAccounts(actor: Actor): Promise<OutputOf<Ops['previewAccounts']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const settings = await this.store.find(tx);
      if (settings === undefined) throw notSetUp();
      const preview = previewAccounts(settings.username_rule, await this.list.studentsToName(tx), await this.list.usernames(tx));
      return { ...preview, ...(await this.list.progress(tx)) };
    });
  }

  private async changing(actor: Actor, change: (tx: Tx) => Promise<DirectoryRow | undefined>): Promise<DirectorySettings> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const row = await change(tx);
      if (row === undefined) throw notSetUp();
      await this.changed(tx, actor, row);
      return viewOf(row);
    });
  }

  private async changed(tx: Tx, actor: Actor, row: DirectoryRow): Promise<void> {
    await tx.append({
      type: 'directory.changed',
      subjectType: 'directory',
      subjectId: tx.schoolId,
      version: row.version,
      actorId: actor.id,
      data: { kind: row.config.kind },
    });
  }

  /** The stored secret is never sent to another address than the one it was entered for. */
  private secretToKeep(schoolId: string, before: DirectoryRow | undefined, input: InputOf<Ops['saveDirectory']>): Buffer | null {
    if (input.directory.kind === 'built_in') return null;
    if (input.secret === undefined) {
      if (before?.secret_sealed != null && secretStays(before.config, input.directory)) return before.secret_sealed;
      throw new FirstbellError('directory.secret_needed', 400, 'Enter the secret of this directory: none is stored for this address.', {
        field: 'secret',
      });
    }
    if (input.directory.kind === 'google' && !isServiceAccountKey(input.secret)) {
      throw new FirstbellError(
        'directory.no_key_file',
        400,
        'Paste the whole key file of the service account: JSON with client_email and private_key, as Google’s console gives it out.',
        { field: 'secret' },
      );
    }
    return this.sealing.seal(input.secret, secretSubject(schoolId));
  }
}

const viewOf = (row: DirectoryRow): DirectorySettings => ({
  directory: row.config satisfies DirectoryConfig,
  hasSecret: row.secret_sealed !== null,
  usernameRule: row.username_rule,
  suspendAfterDays: row.suspend_after_days,
  pausedUntil: row.paused_until?.toISOString() ?? null,
  pauseCode: row.paused_until === null ? null : row.pause_code,
  pauseReason: row.paused_until === null ? null : row.pause_reason,
  test: row.test_result,
  version: row.version,
});

const notSetUp = () => new FirstbellError('directory.not_set_up', 409, 'This school has no directory yet. Choose one and save it first.');
const changedMeanwhile = () =>
  new FirstbellError(
    'directory.changed_meanwhile',
    409,
    'The directory was changed since you opened it. Look at it again and repeat your change.',
  );
