import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Credentials } from '@firstbell/directory';
import type { MailItem, Mailing, MailTestResult, MailText } from '@firstbell/contracts/mailing';
import {
  CredentialMails,
  MailingModule,
  Mailings,
  MailingsService,
  MailItemsService,
  MailSenderService,
  MailSending,
  MailTemplatesService,
} from '@firstbell/mailing';
import { Database, loadEnv, PlatformModule, type PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { SMTP_PATIENCE } from '../../libs/mailing/src/smtp/smtp-link.js';
import { SendStore } from '../../libs/mailing/src/send/send.store.js';
import { createTestDatabase, type TestDatabase } from './database.js';

export interface MailPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly language?: string;
  readonly homeroom?: string | null;
}

const audience = { roles: ['student' as const], grades: [], homerooms: [], classIds: [], planIds: [], personIds: [] };
const plain: { subject: MailText; body: MailText } = { subject: { en: 'News', es: 'Noticias' }, body: { en: 'Hello.', es: 'Hola.' } };

/** A school that sends mail: the real services on a database of their own, a new school for each test. */
export class MailSchool {
  id = '';
  actor: PersonActor = {
    kind: 'person',
    id: '',
    schoolId: '',
    sessionId: '',
    accountId: null,
    timeZone: 'UTC',
    roles: ['administrator'],
    skills: [],
  };

  private constructor(
    readonly own: TestDatabase,
    private readonly folder: string,
    private app: INestApplicationContext,
  ) {}

  static async start(): Promise<MailSchool> {
    const own = await createTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-mail-'));
    return new MailSchool(own, folder, await open(own, folder));
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.own.drop();
    rmSync(this.folder, { recursive: true });
  }

  /** Everything in memory is new, as after a restart. */
  async newWorker(): Promise<void> {
    await this.app.close();
    this.app = await open(this.own, this.folder);
  }

  get database(): Database {
    return this.app.get(Database);
  }
  get mailings(): Mailings {
    return this.app.get(Mailings, { strict: false });
  }

  get senders(): MailSenderService {
    return this.app.get(MailSenderService, { strict: false });
  }
  get service(): MailingsService {
    return this.app.get(MailingsService, { strict: false });
  }
  get itemsService(): MailItemsService {
    return this.app.get(MailItemsService, { strict: false });
  }
  get templates(): MailTemplatesService {
    return this.app.get(MailTemplatesService, { strict: false });
  }

  /** Another school, without people and without a sender. */
  async begin(): Promise<void> {
    this.id = uuid();
    this.actor = { ...this.actor, id: uuid(), schoolId: this.id, sessionId: uuid() };
    await this.change(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley', 'America/Chicago', '{}')`);
  }

  async rows<R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.database.read(this.id, (tx) => tx.rows<R & Record<string, unknown>>(sql, [this.id, ...values]));
  }

  async change(sql: string, values: readonly unknown[] = []): Promise<void> {
    await this.database.transaction(this.id, (tx) => tx.rows(sql, [this.id, ...values]));
  }

  async setUpSender(port: number, caps: { perMinute?: number; perDay?: number; connections?: number } = {}): Promise<void> {
    await this.senders.save(this.actor, {
      preset: 'own',
      host: '127.0.0.1',
      port,
      security: 'none',
      signIn: 'password',
      user: 'mailer',
      password: 'right',
      clientId: '',
      tokenUrl: '',
      fromAddress: 'it@juniper.example',
      fromName: 'Juniper IT',
      perMinute: 1_000,
      perDay: 10_000,
      connections: 3,
      version: 0,
      ...caps,
    });
  }

  test(to: string): Promise<MailTestResult> {
    return this.senders.test(this.actor, { to });
  }

  async people(people: readonly MailPerson[]): Promise<string[]> {
    const rows = people.map((one) => ({ id: uuid(), language: 'en', homeroom: 'Room 1', ...one }));
    await this.change(
      `INSERT INTO person (school_id, id, given_name, family_name, search_name, email, homeroom, grade, language, roles)
       SELECT $1, x.id, x."givenName", x."familyName", lower(x."givenName" || ' ' || x."familyName"), x.email, x.homeroom, '09', x.language, '{student}'
       FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, "givenName" text, "familyName" text, email text, homeroom text, language text)`,
      [JSON.stringify(rows)],
    );
    return rows.map(({ id }) => id);
  }

  /** person0@x.example and so on. */
  manyPeople(count: number): Promise<string[]> {
    return this.people(
      Array.from({ length: count }, (_, n) => ({
        givenName: `Person${String(n).padStart(5, '0')}`,
        familyName: 'Test',
        email: `person${String(n)}@x.example`,
      })),
    );
  }

  /** To every student. */
  async startMailing(draft: Partial<typeof plain> = {}): Promise<Mailing> {
    const { people } = await this.service.outlook(this.actor, { audience, extra: [] });
    return this.service.start(this.actor, { id: uuid(), name: 'News', audience, extra: [], people, ...plain, ...draft });
  }

  view(mailingId: string): Promise<Mailing> {
    return this.service.view(this.actor, mailingId);
  }
  step(mailingId: string, step: 'pause' | 'resume' | 'cancel'): Promise<Mailing> {
    return this.service.step(this.actor, mailingId, step);
  }
  items(mailingId: string) {
    return this.itemsService.list(this.actor, { mailingId, offset: 0, limit: 500 });
  }
  retry(mailingId: string, state: 'bad_address' | 'needs_person') {
    return this.itemsService.retry(this.actor, { mailingId, state, requestId: uuid() });
  }
  decide(item: MailItem | undefined, decision: 'arrived' | 'again'): Promise<MailItem> {
    if (item === undefined) throw new Error('There is no mail to decide about.');
    return this.itemsService.decide(this.actor, { itemId: item.id, version: item.version, requestId: uuid(), decision });
  }

  async deliverBySlip(credentialId: string): Promise<void> {
    await this.database.transaction(this.id, (tx) =>
      this.app.get(Credentials, { strict: false }).delivered(tx, credentialId, 'slip', this.actor.id),
    );
  }

  sendJob(itemId: string) {
    return this.app.get(MailSending, { strict: false }).handle({ schoolId: this.id, subjectId: itemId, attempt: 'any' });
  }
  deliverJob(planId: string) {
    return this.app.get(CredentialMails, { strict: false }).handle({ schoolId: this.id, subjectId: planId, attempt: 'any' });
  }

  /** What a worker has done that was killed after the server took its mail, and what it would still write. */
  async claimAndDie(): Promise<{ settleAsSent: () => Promise<void> }> {
    const store = new SendStore();
    const claimed = await this.database.transaction(this.id, async (tx) => {
      await store.lockSender(tx);
      return store.claim(tx, null);
    });
    if (claimed === undefined) throw new Error('There was no mail to claim.');
    return {
      settleAsSent: async () => {
        await this.database.transaction(this.id, (tx) =>
          store.settle(tx, claimed, { state: 'sent', reason: null, detail: null, afterMs: 0, attempted: false, counts: true }),
        );
      },
    };
  }

  /** A running rollout whose accounts are ready, with passwords that wait for the mail. */
  async planWithCredentials(students: number): Promise<string> {
    const planId = uuid();
    const people = await this.manyPeople(students);
    await this.change(
      `INSERT INTO rollout_plan (school_id, id, name, direction, state, steps, credentials, audience)
       VALUES ($1, $2, 'Fall', 'hand_out', 'running', '{account,credentials}', 'mail', '{}')`,
      [planId],
    );
    await this.database.transaction(this.id, async (tx) => {
      for (const [n, personId] of people.entries()) {
        const accountId = uuid();
        await tx.rows(
          `INSERT INTO directory_account (school_id, id, person_id, plan_id, state, username, ready_at) VALUES ($1, $2, $3, $4, 'ready', $5, now())`,
          [this.id, accountId, personId, planId, `user${String(n)}`],
        );
        await this.app.get(Credentials, { strict: false }).make(tx, { personId, accountId, planId });
      }
    });
    return planId;
  }
}

async function open(own: TestDatabase, folder: string): Promise<INestApplicationContext> {
  const env = loadEnv({ DATABASE_URL: own.appUrl, RELAY_DATABASE_URL: own.relayUrl, DATA_DIR: folder, POOL_SIZE: '8' });
  const mailing = { module: MailingModule, providers: [{ provide: SMTP_PATIENCE, useValue: { connectMs: 1_000, answerMs: 700 } }] };
  return NestFactory.createApplicationContext(
    { module: class MailTestModule {}, imports: [PlatformModule.forRoot(env), mailing] },
    { logger: ['error', 'fatal'] },
  );
}
