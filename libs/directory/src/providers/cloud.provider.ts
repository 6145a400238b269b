import type { DirectoryKind } from '@firstbell/contracts/directory';
import type { CloudAnswer } from '@firstbell/platform';
import { cloudOutcome } from './cloud-outcome.rules.js';
import {
  failedTest,
  type Created,
  type DirectoryPerson,
  type DirectoryProvider,
  type FoundAccount,
  type Looked,
  type NeedsPerson,
  type Switched,
  type Tested,
  type Wait,
} from './directory-provider.js';

/** What Google and Microsoft have in common: a user is made with its password in one request, so one that is there is whole. */
export abstract class CloudProvider implements DirectoryProvider {
  abstract readonly kind: DirectoryKind;
  abstract readonly createsPerSecond: number;

  protected constructor(
    private readonly cloud: string,
    private readonly domain: string,
    /** How the client library reports what was answered. */
    private readonly answerIn: (error: unknown) => CloudAnswer,
  ) {}

  abstract find(person: DirectoryPerson): Promise<Looked>;
  abstract readBack(person: DirectoryPerson): Promise<Looked>;
  abstract create(person: DirectoryPerson, password: string): Promise<Created>;

  /** Whoever is there has the password. */
  complete({ externalId, address }: FoundAccount): Promise<Created> {
    return Promise.resolve({ kind: 'ready', externalId, address });
  }

  async suspend(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.changeWhoever(person, externalId, (id) => this.setSuspended(id, true));
  }

  async resume(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.changeWhoever(person, externalId, (id) => this.setSuspended(id, false));
  }

  async renewPassword(person: DirectoryPerson, externalId: string, password: string): Promise<Switched> {
    return this.changeWhoever(person, externalId, (id) => this.setPassword(id, password));
  }

  async test(): Promise<Tested> {
    try {
      return { ok: true, code: 'ok', detail: await this.look() };
    } catch (error) {
      return failedTest(this.outcome(error));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  protected abstract setSuspended(externalId: string, suspended: boolean): Promise<Switched>;
  protected abstract setPassword(externalId: string, password: string): Promise<Switched>;
  /** Signs in and reads where users are made; answers what was found there. @throws whatever the client library throws */
  protected abstract look(): Promise<string>;

  /** Changes an account; where somebody has deleted it, the one that the school's own id finds now. */
  private async changeWhoever(person: DirectoryPerson, externalId: string, change: (id: string) => Promise<Switched>): Promise<Switched> {
    const changed = await change(externalId);
    if (changed.kind !== 'absent') return changed;
    const now = await this.find(person);
    if (now.kind !== 'found') return now;
    const instead = await change(now.account.externalId);
    return instead.kind === 'done' ? { kind: 'done', instead: now.account } : instead;
  }

  protected addressOf({ username }: DirectoryPerson): string {
    return `${username}@${this.domain}`;
  }

  protected outcome(error: unknown): Wait | NeedsPerson {
    return cloudOutcome(this.cloud, this.answerIn(error));
  }
}
