import { Logger } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import type { Problem } from '@firstbell/contracts/problem';
import { SessionsService } from '@firstbell/people';
import { entered, failureText, FirstbellError, toProblem } from '@firstbell/platform';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Following } from './following.js';
import type { LiveServer, LiveSocket } from './live-server.js';
import { LiveRequests } from './live-requests.js';
import { LiveRooms } from './live-rooms.js';
import { Lookers } from './lookers.js';
import { OverdueSessions } from './overdue-sessions.js';
import { SessionEnds } from './session-ends.js';
import { SlowClients } from './slow-clients.js';
import { SocketMetrics } from './socket-metrics.js';

/** A person has a few tabs open; a hundred are a mistake or an attack. */
const socketsOfSession = 30;
/** Messages one socket may send in ten seconds; a page sends a handful. */
const messages = { points: 60, duration: 10 };

/** Where sockets arrive: who they are is settled at the handshake, and every later message is checked again. */
@WebSocketGateway()
export class RealtimeGateway implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket> {
  private readonly logger = new Logger(RealtimeGateway.name);
  private readonly rate = new RateLimiterMemory(messages);

  constructor(
    private readonly sessions: SessionsService,
    private readonly requests: LiveRequests,
    private readonly rooms: LiveRooms,
    private readonly lookers: Lookers,
    private readonly ends: SessionEnds,
    private readonly overdue: OverdueSessions,
    private readonly following: Following,
    private readonly slow: SlowClients,
    private readonly metrics: SocketMetrics,
  ) {}

  afterInit(server: LiveServer): void {
    for (const part of [this.rooms, this.lookers, this.ends, this.overdue, this.following, this.metrics]) part.open(server);
    server.use((socket, next) => {
      void this.asked(socket, 'connect', () => this.signIn(socket)).then((problem) => {
        next(problem === undefined ? undefined : new Refusal(problem));
      });
    });
  }

  handleConnection(socket: LiveSocket): void {
    this.slow.watchOver(socket);
    socket.on('watch', (request, answer) => {
      if (typeof answer !== 'function') return;
      void this.asked(socket, 'watch', async () => {
        await this.limited(socket);
        await this.requests.watch(socket, request, answer);
      }).then((problem) => {
        if (problem !== undefined) answer({ ok: false, problem });
      });
    });
    // The other two expect no answer: a refusal changes nothing and is told to nobody.
    socket.on('unwatch', (request) => {
      void this.asked(socket, 'unwatch', async () => {
        this.requests.unwatch(socket, request);
      });
    });
    socket.on('looking', (request) => {
      void this.asked(socket, 'looking', async () => {
        await this.limited(socket);
        await this.requests.look(socket, request);
      });
    });
    this.ends.watchOver(socket);
  }

  handleDisconnect(socket: LiveSocket): void {
    this.lookers.lookAway(socket);
  }

  private async signIn(socket: LiveSocket): Promise<void> {
    const since = performance.now();
    const actor = await this.sessions.actorOfCookieHeader(socket.handshake.headers.cookie);
    if (actor === null)
      throw new FirstbellError(
        'session.needed',
        401,
        'Nobody is signed in here, or the session is over. Sign in again, or pair this screen again.',
      );
    if (this.ends.countOf(actor) >= socketsOfSession) {
      throw new FirstbellError('socket.too_many', 429, 'This session is open on too many pages. Close some of them.', { retryAfter: 10 });
    }
    socket.data = { actor, since };
  }

  private async limited(socket: LiveSocket): Promise<void> {
    try {
      await this.rate.consume(socket.id);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new FirstbellError('rate.exceeded', 429, 'Too many messages. Wait a few seconds and try again.', {
        retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)),
      });
    }
  }

  /** Does what a socket asks, and tells of it. Answers the problem when it is refused. */
  private asked(
    socket: LiveSocket,
    event: Parameters<SocketMetrics['observe']>[1],
    work: () => Promise<void>,
  ): Promise<Problem | undefined> {
    const began = performance.now();
    return entered(`socket ${event}`, { kind: 'server' }, async () => {
      const problem = await work().then(
        () => undefined,
        (error: unknown) => this.problemOf(error),
      );
      this.metrics.observe(socket.id, event, began, problem?.code);
      return problem;
    });
  }

  /** The one place where an error becomes what a socket is told. */
  private problemOf(error: unknown): Problem {
    if (error instanceof FirstbellError) return toProblem(error);
    this.logger.error(failureText(error));
    return toProblem(
      new FirstbellError('server.away', 503, 'This could not be read just now. It is tried again in a moment.', { retryAfter: 2 }),
    );
  }
}

/** socket.io hands `data` to the client together with the refused connection. */
class Refusal extends Error {
  constructor(readonly data: Problem) {
    super(data.code);
  }
}
