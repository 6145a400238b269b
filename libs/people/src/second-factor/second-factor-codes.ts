import { Injectable } from '@nestjs/common';
import { FirstbellError, Sealing, type Tx } from '@firstbell/platform';
import { matchOf } from './code.rules.js';
import { SecondFactorStore } from './second-factor.store.js';

/** Whose code it is. */
export interface OfAccount {
  readonly accountId: string;
  readonly personId: string;
}

/** `off`: this account has no second factor. `blocked`: too many were wrong, for so many seconds more. */
export type CodeOutcome =
  | { readonly kind: 'off' | 'needed' | 'wrong' }
  | { readonly kind: 'accepted'; /** Base32. */ readonly secret: string }
  | { readonly kind: 'blocked'; readonly seconds: number };

/** Looks at codes, and keeps in mind which were used and how many were wrong. */
@Injectable()
export class SecondFactorCodes {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly sealing: Sealing,
  ) {}

  /**
   * Looks at a code, and writes down that it was used or wrong: the transaction has to be committed whatever the outcome, so a
   * refusal is thrown after it.
   */
  async use(tx: Tx, { accountId, personId }: OfAccount, code: string | undefined): Promise<CodeOutcome> {
    const factor = await this.store.lock(tx, accountId);
    if (factor?.is_on !== true) return { kind: 'off' };
    if (code === undefined) return { kind: 'needed' };
    if (factor.blocked_seconds !== null) return { kind: 'blocked', seconds: factor.blocked_seconds };
    const secret = this.open(accountId, factor.sealed);
    const match = matchOf(code, { secret, lastStep: factor.last_step, recoveryHashes: factor.recovery_hashes }, factor.now_seconds);
    if (match === null) {
      await this.store.countWrong(tx, accountId);
      return { kind: 'wrong' };
    }
    if (match.kind === 'app') await this.store.useStep(tx, accountId, match.step);
    else {
      await this.store.useRecoveryHash(tx, accountId, match.hash);
      const about = { subjectType: 'person', subjectId: personId, version: 1, actorId: personId } as const;
      await tx.append({ type: 'second_factor.recovery_code_used', ...about });
    }
    return { kind: 'accepted', secret };
  }

  seal(accountId: string, secret: string): Buffer {
    return this.sealing.seal(secret, subjectOf(accountId));
  }

  /** @throws FirstbellError `sealing.wrong_key` */
  open(accountId: string, sealed: Buffer): string {
    return this.sealing.open(sealed, subjectOf(accountId));
  }
}

const subjectOf = (accountId: string): string => `account/${accountId}/second_factor`;

export const tooManyWrongCodes = (seconds: number) =>
  new FirstbellError('rate.exceeded', 429, `Too many wrong codes. Wait ${seconds} s and try again.`, { retryAfter: seconds });
