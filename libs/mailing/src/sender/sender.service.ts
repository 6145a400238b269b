import { Inject, Injectable } from '@nestjs/common';
import type { MailSender, mailingOperations, MailTestResult } from '@firstbell/contracts/mailing';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, EnteredServers, FirstbellError, Sealing, type Actor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { messageIdOf } from '../mailings/mailing.rules.js';
import { AccessTokens } from '../smtp/access-tokens.js';
import { composeMail } from '../smtp/compose-mail.js';
import { troubleOf } from '../smtp/outcome.rules.js';
import { SmtpFailed } from '../smtp/smtp-failure.js';
import { SMTP_PATIENCE, SmtpLink, type SenderSecret, type SmtpPatience } from '../smtp/smtp-link.js';
import { mailLanguage } from '../templates/template.rules.js';
import { accessOf, secretOf, secretSubject } from './sender-secret.js';
import { SenderStore, type StoredSender } from './sender.store.js';
import { testMailText } from './test-mail.js';

type Ops = typeof mailingOperations;

/** Who the school sends mail as. The secret goes in and never comes out again. */
@Injectable()
export class SenderService {
  constructor(
    private readonly database: Database,
    private readonly store: SenderStore,
    private readonly sealing: Sealing,
    private readonly tokens: AccessTokens,
    private readonly servers: EnteredServers,
    @Inject(SMTP_PATIENCE) private readonly patience: SmtpPatience,
  ) {}

  async view(actor: Pick<Actor, 'schoolId'>): Promise<OutputOf<Ops['mailSender']>> {
    const stored = await this.database.read(actor.schoolId, (tx) => this.store.find(tx));
    return { sender: stored === undefined ? null : toView(stored) };
  }

  async save(actor: Actor, input: InputOf<Ops['saveMailSender']>): Promise<MailSender> {
    const { password, clientSecret, refreshToken, perMinute, perDay, connections, version, ...config } = input;
    return this.database.transaction(actor.schoolId, async (tx) => {
      const before = await this.store.find(tx);
      const kept = before === undefined || version === 0 ? {} : this.keptSecret(actor.schoolId, before, input);
      const secret: SenderSecret = { ...kept, ...given({ password, clientSecret, refreshToken }) };
      mustHaveSecret(input, secret);
      const secretSealed = config.signIn === 'none' ? null : this.sealing.seal(JSON.stringify(secret), secretSubject(actor.schoolId));
      const saved = await this.store.save(tx, { config, secretSealed, perMinute, perDay, connections, version });
      if (saved === undefined)
        throw new FirstbellError(
          'mail_sender.changed_meanwhile',
          409,
          'Somebody changed the sender since you opened it. Look at it again and repeat your change.',
          { field: 'version' },
        );
      await tx.append({
        type: 'mail_sender.changed',
        subjectType: 'mail_sender',
        subjectId: actor.schoolId,
        version: saved.version,
        actorId: actor.id,
      });
      return toView(saved);
    });
  }

  /** Connects, signs in and sends one mail, by the settings as they are saved. What went wrong is the answer, not an error. */
  async test(actor: Actor, input: InputOf<Ops['testMailSender']>): Promise<MailTestResult> {
    const itemId = uuid();
    const { stored, to, language } = await this.database.transaction(actor.schoolId, async (tx) => {
      const sender = await this.store.find(tx);
      if (sender === undefined) throw notSetUp();
      const person = await this.store.addressOf(tx, actor.id);
      const address = input.to ?? person?.address ?? null;
      if (address === null)
        throw new FirstbellError('mail_sender.nowhere_to_test', 409, 'You have no e-mail address here. Say where the test mail shall go.', {
          field: 'to',
        });
      await this.store.spend(tx, itemId);
      return { stored: sender, to: address, language: mailLanguage(person?.language ?? 'en') };
    });
    const failed = await this.trySending(actor.schoolId, stored, { itemId, to, language });
    const result: MailTestResult = {
      ok: failed === undefined,
      at: new Date().toISOString(),
      trouble: failed === undefined ? null : troubleOf(failed.failure),
      detail: failed?.failure.text ?? '',
      to,
    };
    await this.database.transaction(actor.schoolId, async (tx) => {
      const version = await this.store.saveTest(tx, result);
      await tx.append({
        type: 'mail_sender.changed',
        subjectType: 'mail_sender',
        subjectId: actor.schoolId,
        version: version ?? stored.version,
        actorId: actor.id,
        data: { tested: result.ok },
      });
    });
    return result;
  }

  async resume(actor: Actor): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const version = await this.store.resume(tx);
      if (version === undefined) return;
      await tx.append({ type: 'mail_sender.changed', subjectType: 'mail_sender', subjectId: actor.schoolId, version, actorId: actor.id });
    });
    return { done: true };
  }

  private async trySending(
    schoolId: string,
    stored: StoredSender,
    mail: { itemId: string; to: string; language: 'en' | 'es' },
  ): Promise<SmtpFailed | undefined> {
    let link: SmtpLink | undefined;
    try {
      const access = accessOf(this.sealing, schoolId, stored);
      this.tokens.forget(access.key);
      link = await SmtpLink.open(access, this.tokens, this.servers, this.patience);
      const { fromAddress, fromName } = stored.config;
      const message = await composeMail({
        messageId: messageIdOf(mail.itemId, fromAddress),
        from: { name: fromName, address: fromAddress },
        to: { name: '', address: mail.to },
        language: mail.language,
        ...testMailText[mail.language],
      });
      await link.send({ from: fromAddress, to: mail.to, message });
      return undefined;
    } catch (error) {
      if (error instanceof SmtpFailed) return error;
      throw error;
    } finally {
      link?.close();
    }
  }

  /** The secret stays with the server and user it was given for: another host must not be told it. */
  private keptSecret(schoolId: string, before: StoredSender, input: InputOf<Ops['saveMailSender']>): SenderSecret {
    const { host, user, signIn, tokenUrl } = before.config;
    const isSame = host === input.host && user === input.user && signIn === input.signIn && tokenUrl === input.tokenUrl;
    if (!isSame || before.secret_sealed === null) return {};
    return secretOf(this.sealing.open(before.secret_sealed, secretSubject(schoolId)));
  }
}

const given = (secret: SenderSecret): SenderSecret => Object.fromEntries(Object.entries(secret).filter(([, value]) => value !== undefined));

function mustHaveSecret({ signIn, user, clientId, tokenUrl }: InputOf<Ops['saveMailSender']>, secret: SenderSecret): void {
  if (signIn === 'none') return;
  const missing = (field: string, what: string) =>
    new FirstbellError('mail_sender.incomplete', 422, `${what} It is kept only for the server and user it was given for.`, { field });
  if (user === '') throw missing('user', 'Signing in needs a user name, usually the e-mail address.');
  if (signIn === 'password' && secret.password === undefined) throw missing('password', 'Give the password of the mail account.');
  if (signIn !== 'oauth2') return;
  if (clientId === '') throw missing('clientId', 'Signing in by OAuth 2.0 needs the client id of the registered app.');
  if (tokenUrl === '') throw missing('tokenUrl', 'Signing in by OAuth 2.0 needs the address where tokens are asked for.');
  if (secret.refreshToken === undefined) throw missing('refreshToken', 'Give the refresh token.');
}

const notSetUp = () =>
  new FirstbellError('mail_sender.not_set_up', 409, 'There is no sender yet. An administrator sets it up under Settings, Mail.');

function toView(stored: StoredSender): MailSender {
  return {
    ...stored.config,
    perMinute: stored.per_minute,
    perDay: stored.per_day,
    connections: stored.max_connections,
    hasSecret: stored.secret_sealed !== null,
    test: stored.test_result,
    version: stored.version,
  };
}
