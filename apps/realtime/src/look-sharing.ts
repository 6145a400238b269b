import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, failureText, type Env } from '@firstbell/platform';
import type { Redis } from 'ioredis';
import * as z from 'zod';

const channel = 'firstbell:looks';

export const look = z.object({
  schoolId: z.string(),
  deskId: z.string(),
  ticketId: z.string(),
  name: z.string(),
  /** Only the coach may know of it. */
  isPrivate: z.boolean(),
});
export type Look = z.output<typeof look>;

const said = z.object({
  /** The process that says it. */
  from: z.string(),
  /** By the socket that looks; null: it looks away. */
  looks: z.record(z.string(), look.nullable()),
  /** These are all it has. */
  whole: z.boolean(),
  /** It wants to hear all that the others have. */
  asks: z.boolean(),
});
export type Said = z.output<typeof said>;

/**
 * Carries who looks at what between the processes that hold the screens, over Redis where there is one. It is kept nowhere, and
 * what is lost on the way is said again with the whole.
 */
@Injectable()
export class LookSharing implements OnApplicationShutdown {
  private readonly logger = new Logger(LookSharing.name);
  private readonly me = randomUUID();
  private publisher: Redis | undefined;
  private subscriber: Redis | undefined;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'REDIS_URL'>) {}

  /** @param hear what other processes say */
  async open(hear: (said: Said) => void): Promise<void> {
    if (this.env.REDIS_URL === undefined) return;
    const { Redis: Connection } = await import('ioredis');
    // Nothing waits for a Redis that is away: it is told with the whole when it is back.
    this.publisher = new Connection(this.env.REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    this.subscriber = new Connection(this.env.REDIS_URL, { maxRetriesPerRequest: null });
    for (const connection of [this.publisher, this.subscriber])
      connection.on('error', (error: unknown) => {
        this.logger.debug(`Who looks at what is not told to the other processes just now: ${failureText(error)}`);
      });
    this.subscriber.on('message', (_, text: string) => {
      const message = understood(text);
      if (message !== undefined && message.from !== this.me) hear(message);
    });
    // Each may be the later of the two, now and after Redis was away.
    this.publisher.on('ready', () => {
      this.say({ looks: {}, asks: true });
    });
    this.subscriber.subscribe(channel).then(
      () => {
        this.say({ looks: {}, asks: true });
      },
      () => undefined,
    );
  }

  say({ looks, whole = false, asks = false }: Pick<Said, 'looks'> & Partial<Said>): void {
    const message: Said = { from: this.me, looks, whole, asks };
    this.publisher?.publish(channel, JSON.stringify(message)).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }
}

/** Undefined for what another release may say. */
function understood(text: string): Said | undefined {
  try {
    return said.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
