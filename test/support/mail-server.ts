import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** What the server does instead of taking a mail. */
export type Behaviour =
  | { readonly at: 'connect' | 'from' | 'recipient' | 'message'; readonly say: string }
  /** Cuts the connection: before the message, or when it has the message and has not said so. */
  | { readonly at: 'before_message' | 'after_message'; readonly cut: true }
  /** Takes the mail and says so, and ends the connection, as servers do with one that had its share. */
  | { readonly at: 'taken'; readonly cut: true }
  /** Has the message, and never says anything again. */
  | { readonly at: 'after_message'; readonly hang: true };

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
  readonly at: number;
  readonly signedInAs: string | null;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** Asked for each recipient; undefined takes the mail. */
  readonly behave?: (to: string) => Behaviour | undefined;
  readonly signIn?: (auth: SMTPServerAuthentication) => boolean;
  /** Done while a mail has arrived and is not acknowledged yet. */
  readonly beforeTaking?: () => Promise<void>;
}

/** A real SMTP server on a free port of this computer, which can refuse, cut and hang as providers do. */
export class MailServer {
  /** Everything it has taken, acknowledged or not. */
  readonly received: ReceivedMail[] = [];
  connectionsNow = 0;
  mostConnections = 0;
  connections = 0;
  private readonly sockets = new Map<number, Socket>();

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start({
    behave = () => undefined,
    signIn,
    beforeTaking = () => Promise.resolve(),
    ...options
  }: MailServerOptions = {}): Promise<MailServer> {
    const told: { mails?: MailServer } = {};
    const mails = () => {
      if (told.mails === undefined) throw new Error('The mail server is not there yet.');
      return told.mails;
    };
    const server = new SMTPServer({
      disableReverseLookup: true,
      hideSTARTTLS: true,
      authOptional: signIn === undefined,
      allowInsecureAuth: true,
      authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
      closeTimeout: 500,
      ...options,
      onConnect: (_, done) => done(refusalOf(behave(''), 'connect')),
      onAuth: (auth, _, done) => {
        if (signIn === undefined || signIn(auth)) done(null, { user: auth.username ?? '' });
        else done(reply('535 5.7.8 Authentication credentials invalid'));
      },
      onMailFrom: (_, __, done) => done(refusalOf(behave(''), 'from')),
      onRcptTo: ({ address }, session, done) => {
        const behaviour = behave(address);
        if (behaviour !== undefined && 'cut' in behaviour && behaviour.at === 'before_message') mails().cut(session);
        else done(refusalOf(behaviour, 'recipient'));
      },
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const behaviour = behave(to);
          const refusal = refusalOf(behaviour, 'message');
          if (refusal !== null) return done(refusal);
          mails().take(session, to, Buffer.concat(chunks).toString('utf8'));
          if (behaviour?.at === 'taken') setTimeout(() => mails().cut(session), 1);
          else if (behaviour !== undefined && 'cut' in behaviour) return mails().cut(session);
          if (behaviour !== undefined && 'hang' in behaviour) return;
          void beforeTaking().then(() => done(null, 'queued as 4711'), done);
        });
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const started = new MailServer(server, (listening.address() as AddressInfo).port);
    told.mails = started;
    listening.on('connection', (socket: Socket) => {
      started.count(socket);
    });
    return started;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((done) => this.server.close(done));
  }

  private take(session: SMTPServerSession, to: string, raw: string): void {
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const messageId = /^Message-ID:\s*(\S+)/im.exec(raw)?.[1] ?? '';
    this.received.push({ from, to, messageId, raw, at: Date.now(), signedInAs: typeof session.user === 'string' ? session.user : null });
  }

  private cut(session: SMTPServerSession): void {
    this.sockets.get(session.remotePort)?.destroy();
  }

  private count(socket: Socket): void {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    this.sockets.set(remotePort, socket);
    this.connections += 1;
    this.connectionsNow += 1;
    this.mostConnections = Math.max(this.mostConnections, this.connectionsNow);
    socket.once('close', () => {
      this.connectionsNow -= 1;
      this.sockets.delete(remotePort);
    });
  }
}

function reply(said: string): Error {
  const [code = '550', ...words] = said.split(' ');
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) });
}

const refusalOf = (behaviour: Behaviour | undefined, at: Behaviour['at']): Error | null =>
  behaviour !== undefined && 'say' in behaviour && behaviour.at === at ? reply(behaviour.say) : null;
