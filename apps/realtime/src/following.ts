import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EventTail } from '@firstbell/platform';
import type { LiveServer, LiveSocket } from './live-server.js';

/** The log is read every second, whether or not something happens. */
const silentForSeconds = 5;
const lookEveryMs = 500;

/**
 * Tells the screens when this process does not hear of changes, as while the database cannot be reached: what they show may be
 * old then, and they cannot know it. Tells them again when it has caught up.
 */
@Injectable()
export class Following implements OnApplicationShutdown {
  private following = true;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tail: EventTail) {}

  open(server: LiveServer): void {
    this.timer = setInterval(() => {
      this.look(server, performance.now());
    }, lookEveryMs).unref();
  }

  /** Before a socket is let into a room: it takes itself for up to date otherwise. */
  tellNewcomer(socket: LiveSocket): void {
    if (!this.following) socket.emit('following', { following: false });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What was read is told in the rooms before it counts as read, so a screen that is told of it has it. */
  private look(server: LiveServer, now: number): void {
    const following = (this.tail.silentSeconds(now) ?? 0) < silentForSeconds;
    if (following === this.following) return;
    this.following = following;
    server.emit('following', { following });
  }
}
