import type { EscalationReason, HoldReason, LineRow } from '@firstbell/contracts/tickets';
import type { PersonBrief } from '@firstbell/contracts/values';

/** What a person just asked for, as far as it changes how the row looks. */
export type Foreseen =
  | { readonly do: 'claim'; readonly by: PersonBrief }
  | { readonly do: 'release' | 'return' | 'reopen' | 'resolve' | 'cancel' }
  | { readonly do: 'extend'; readonly expiresAt: string | null; readonly onBench: boolean }
  | { readonly do: 'hold'; readonly reason: HoldReason }
  | { readonly do: 'handOver'; readonly to: PersonBrief }
  | { readonly do: 'escalate'; readonly reason: EscalationReason };

/** An action on its way to the server. It is drawn over the row until the server answered or knows better. */
export interface Pending {
  readonly requestId: string;
  readonly ticketId: string;
  /** The version the person saw; once the server tells of a newer one, that is drawn instead. */
  readonly seenVersion: number;
  readonly foreseen: Foreseen;
}

const unclaimed = { claimedBy: null, claimExpiresAt: null, onBench: false } as const;
const unheld = { holdReason: null, holdUntil: null, escalationReason: null } as const;

/** The row as it will look when the server agrees. */
export function foresee(row: LineRow, foreseen: Foreseen): LineRow {
  switch (foreseen.do) {
    case 'claim':
      return { ...row, ...unclaimed, ...unheld, state: 'claimed', claimedBy: foreseen.by };
    case 'handOver':
      return { ...row, ...unclaimed, state: 'claimed', claimedBy: foreseen.to };
    case 'extend':
      return { ...row, claimExpiresAt: foreseen.expiresAt, onBench: foreseen.onBench };
    case 'hold':
      return { ...row, ...unclaimed, ...unheld, state: 'held', holdReason: foreseen.reason };
    case 'escalate':
      return { ...row, ...unclaimed, ...unheld, state: 'escalated', escalationReason: foreseen.reason };
    case 'release':
    case 'return':
    case 'reopen':
      return { ...row, ...unclaimed, ...unheld, state: 'waiting' };
    case 'resolve':
      return { ...row, ...unclaimed, ...unheld, state: 'resolved' };
    case 'cancel':
      return { ...row, ...unclaimed, ...unheld, state: 'cancelled' };
  }
}

/** The rows with everything drawn that this person asked for and the server has not contradicted. */
export function withPending(rows: readonly LineRow[], pending: readonly Pending[]): readonly LineRow[] {
  if (pending.length === 0) return rows;
  return rows.map((row) =>
    pending
      .filter((one) => one.ticketId === row.id && one.seenVersion >= row.version)
      .reduce((seen, one) => foresee(seen, one.foreseen), row),
  );
}
