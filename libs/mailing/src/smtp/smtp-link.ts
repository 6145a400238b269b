import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { MailSenderConfig } from '@firstbell/contracts/mailing';
import type { EnteredServers } from '@firstbell/platform';
import type { AccessTokens } from './access-tokens.js';
import { failureOf, SmtpFailed, type SmtpPhase } from './smtp-failure.js';

export interface SenderSecret {
  readonly password?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** Everything needed to sign in. */
export interface SmtpAccess {
  /** School and version of the settings. */
  readonly key: string;
  readonly config: Pick<MailSenderConfig, 'host' | 'port' | 'security' | 'signIn' | 'user' | 'clientId' | 'tokenUrl'>;
  readonly secret: SenderSecret;
}

/** How long to wait for what, ms; and what TLS trusts, when it is not the authorities every computer knows. */
export interface SmtpPatience {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly tls?: ConnectionOptions;
}

/** Injection token of the patience. */
export const SMTP_PATIENCE = Symbol('SMTP_PATIENCE');

export const smtpPatience: SmtpPatience = { connectMs: 20_000, answerMs: 60_000 };

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
}

/** One connection to a mail server, signed in, for one mail after the other. */
export class SmtpLink {
  private constructor(private readonly connection: SMTPConnection) {
    // Lost between two mails, while nothing is asked over it, it would end the whole process. Whoever asks next finds out.
    connection.on('error', ignore);
  }

  /** @throws SmtpFailed in the phases `token`, `connect` and `sign_in` */
  static async open(access: SmtpAccess, tokens: AccessTokens, servers: EnteredServers, patience: SmtpPatience): Promise<SmtpLink> {
    const { config } = access;
    const token = config.signIn === 'oauth2' ? await tokens.of(tokenRequest(access), Date.now()) : undefined;
    const connection = new SMTPConnection({
      connection: await connected(config, servers, patience),
      host: config.host,
      port: config.port,
      secure: config.security === 'tls',
      requireTLS: config.security === 'starttls',
      ignoreTLS: config.security === 'none',
      connectionTimeout: patience.connectMs,
      greetingTimeout: patience.connectMs,
      socketTimeout: patience.answerMs,
      tls: { minVersion: 'TLSv1.2', ...patience.tls },
    });
    const link = new SmtpLink(connection);
    try {
      await link.say('connect', (done) => {
        connection.connect(done);
      });
      if (token !== undefined)
        await link.say('sign_in', (done) => {
          connection.login({ oauth2: xoauth2(config.user, token) }, done);
        });
      else if (config.signIn === 'password')
        await link.say('sign_in', (done) => connection.login({ user: config.user, pass: access.secret.password ?? '' }, done));
      return link;
    } catch (error) {
      connection.close();
      if (token !== undefined) tokens.forget(access.key);
      throw error;
    }
  }

  /** Hands over one mail; answers what the server said. @throws SmtpFailed */
  async send({ from, to, message }: OutgoingMail): Promise<string> {
    let begun = false;
    // Read only once sender and recipient are accepted and the server has asked for the message.
    const body = Readable.from(
      (function* () {
        begun = true;
        yield message;
      })(),
    );
    return new Promise<string>((resolve, reject) => {
      const fail = (error: SMTPConnection.SMTPError) => {
        reject(new SmtpFailed(failureOf(error, 'recipient', begun)));
      };
      this.connection.once('error', fail);
      this.connection.send({ from, to: [to], size: message.length }, body, (error, info) => {
        this.connection.off('error', fail);
        if (error) fail(error);
        else resolve(info.response);
      });
    });
  }

  /** After a refusal the connection can be used for another mail only from a clean state. */
  async reset(): Promise<void> {
    await this.say('from', (done) => {
      this.connection.reset(done);
    });
  }

  close(): void {
    this.connection.quit();
    setTimeout(() => {
      this.connection.close();
    }, 1_000).unref();
  }

  private say(phase: SmtpPhase, ask: (done: (error?: SMTPConnection.SMTPError | null) => void) => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const fail = (error: SMTPConnection.SMTPError) => {
        reject(new SmtpFailed(failureOf(error, phase, false)));
      };
      this.connection.once('error', fail);
      ask((error) => {
        this.connection.off('error', fail);
        if (error) fail(error);
        else resolve();
      });
    });
  }
}

/** Before anything is said. @throws SmtpFailed in phase `connect` */
async function connected({ host, port }: SmtpAccess['config'], servers: EnteredServers, { connectMs }: SmtpPatience): Promise<Socket> {
  try {
    const socket = connect(servers.at(host, port));
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(connectMs, () => socket.destroy(Object.assign(new Error('Connection timeout'), { code: 'ETIMEDOUT' })));
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve();
      });
    });
    return socket.setTimeout(0).removeAllListeners('timeout');
  } catch (error) {
    throw new SmtpFailed(failureOf(error instanceof AggregateError ? oneOf(error) : asError(error), 'connect', false));
  }
}

/** Of a name with several addresses, none of which answered: the errors of all, in one. */
const oneOf = ({ errors }: AggregateError): Error =>
  Object.assign(new Error(errors.map((error: unknown) => asError(error).message).join(', ')), { code: asError(errors[0]).code });

const asError = (error: unknown): NodeJS.ErrnoException => (error instanceof Error ? error : new Error(String(error)));

const ignore = (): void => undefined;

const tokenRequest = ({ key, config, secret }: SmtpAccess) => ({
  key,
  tokenUrl: config.tokenUrl,
  clientId: config.clientId,
  clientSecret: secret.clientSecret ?? '',
  refreshToken: secret.refreshToken ?? '',
});

/** Google's and Microsoft's XOAUTH2 by the token we have; asked for another one, it says what that means. */
const xoauth2 = (user: string, token: string) =>
  new XOAuth2({
    user,
    provisionCallback: (_, renew, answer) => {
      if (renew) answer(new Error('The mail server did not take the access token.'));
      else answer(null, token);
    },
  });
