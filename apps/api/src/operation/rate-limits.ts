import { Injectable } from '@nestjs/common';
import type { NamedOperation } from '@firstbell/contracts/operation';
import { FirstbellError } from '@firstbell/platform';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Where a request comes from. */
export interface Asker {
  readonly sessionId: string | undefined;
  readonly address: string;
}

/** How often one session, or one address without a session, may use an operation that names a limit. Kept per process. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterMemory>();

  async check(operation: NamedOperation, { sessionId, address }: Asker, sent: Record<string, unknown>): Promise<void> {
    const { rate, id } = operation;
    if (rate === undefined) return;
    await this.consume(this.limiterOf(id, rate.limit, rate.perSeconds), sessionId ?? address);
    if (rate.perField === undefined) return;
    // Counted before it is checked: anything may stand there. By the address: whoever has many sessions is no better off.
    const value = sent[rate.perField.name];
    if (typeof value !== 'string') return;
    await this.consume(
      this.limiterOf(`${id} ${rate.perField.name}`, rate.perField.limit, rate.perSeconds),
      `${address} ${value.toLowerCase().slice(0, 254)}`,
    );
  }

  private async consume(limiter: RateLimiterMemory, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw new FirstbellError('rate.exceeded', 429, `Too many tries. Wait ${retryAfter} s and try again.`, { retryAfter });
    }
  }

  private limiterOf(id: string, points: number, duration: number): RateLimiterMemory {
    let limiter = this.limiters.get(id);
    if (limiter === undefined) {
      limiter = new RateLimiterMemory({ points, duration });
      this.limiters.set(id, limiter);
    }
    return limiter;
  }
}
