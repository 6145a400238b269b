import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { SessionsService } from '@firstbell/people';
import { failureText } from '@firstbell/platform';
import type { LiveServer } from './live-server.js';
import { SessionEnds } from './session-ends.js';

/**
 * Ends the sockets of sessions that are over by time, of which no event tells: one question a minute for all sessions that have
 * a socket in this process. A socket that is merely open is no use of its session.
 */
@Injectable()
export class OverdueSessions implements OnApplicationShutdown {
  betweenMs = 60_000;
  private readonly logger = new Logger(OverdueSessions.name);
  private timer: NodeJS.Timeout | undefined;
  private server: LiveServer | undefined;

  constructor(
    private readonly sessions: SessionsService,
    private readonly ends: SessionEnds,
  ) {}

  open(server: LiveServer): void {
    this.server = server;
    this.wait();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.server = undefined;
  }

  private async look(): Promise<void> {
    const open = new Set([...(this.server?.sockets.sockets.values() ?? [])].map(({ data }) => data.actor.sessionId));
    if (open.size === 0) return;
    for (const sessionId of await this.sessions.over([...open])) this.ends.end(sessionId, 'expired');
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      void this.look()
        .catch((error: unknown) => {
          this.logger.warn(`Which sessions are over could not be asked and is asked again in a minute: ${failureText(error)}`);
        })
        .finally(() => {
          if (this.server !== undefined) this.wait();
        });
    }, this.betweenMs).unref();
  }
}
