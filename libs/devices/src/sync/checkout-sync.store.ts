import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import type { SyncStep } from './checkout-sync.rules.js';

/** Longer than all requests of one push together may take. */
const leaseSeconds = 120;

export interface SyncClaim {
  readonly check_out_id: string;
  readonly device_id: string;
  readonly fence: number;
  readonly failures: number;
  /** A later check-out of the device is the one to tell. */
  readonly superseded: boolean;
  readonly returned: boolean;
  readonly tag: string;
  readonly serial: string | null;
  readonly provider_id: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly account_coming: boolean;
}

/** One worker a device: a late answer about the last student must not overwrite the next one's. */
const claim = statement(
  'checkout_sync.claim',
  `UPDATE check_out c SET sync_fence = c.sync_fence + 1, sync_lease_until = now() + make_interval(secs => ${leaseSeconds})
   FROM device v, person p
   LEFT JOIN account_progress a ON a.school_id = p.school_id AND a.person_id = p.id
   WHERE c.school_id = $1 AND c.id = $2 AND c.sync_state = 'due' AND coalesce(c.sync_retry_at, '-infinity') <= now() AND coalesce(c.sync_lease_until, '-infinity') < now()
     AND v.school_id = c.school_id AND v.id = c.device_id AND p.school_id = c.school_id AND p.id = c.person_id
     AND EXISTS (SELECT 1 FROM device_management m WHERE m.school_id = c.school_id AND coalesce(m.paused_until, '-infinity') < now())
     AND NOT EXISTS (SELECT 1 FROM check_out o WHERE o.school_id = c.school_id AND o.device_id = c.device_id AND o.id <> c.id AND o.sync_lease_until > now())
   RETURNING c.id AS check_out_id, c.device_id, c.sync_fence AS fence, c.sync_attempt AS failures, c.in_at IS NOT NULL AS returned,
     EXISTS (SELECT 1 FROM check_out o WHERE o.school_id = c.school_id AND o.device_id = c.device_id AND o.id <> c.id AND o.out_at >= c.out_at AND o.in_at IS NULL) AS superseded,
     v.tag, v.serial, v.provider_id, p.display_name AS name,
     CASE WHEN a.state IN ('ready', 'suspended') THEN coalesce(a.address, a.username) ELSE NULLIF(p.email, '') END AS address,
     coalesce(a.state = 'wanted', false) AS account_coming`,
);

/** The queue of what the device-management provider has still to be told; the rows of `check_out` are it. */
@Injectable()
export class CheckoutSyncStore {
  /** Undefined when it is not due, the provider rests, or another worker has this device in hand. */
  async claim(tx: Tx, checkOutId: string): Promise<SyncClaim | undefined> {
    // Two rows of one device claimed at the same instant would not see each other.
    await tx.rows(
      `SELECT 1 FROM device v JOIN check_out c ON c.school_id = v.school_id AND c.device_id = v.id WHERE c.school_id = $1 AND c.id = $2 FOR UPDATE OF v`,
      [tx.schoolId, checkOutId],
    );
    return tx.first<SyncClaim>(claim, [tx.schoolId, checkOutId]);
  }

  /** The row's new version; undefined when the claim was lost, or the device came back while the provider was told who has it. */
  async settle(tx: Tx, { check_out_id, fence, returned }: SyncClaim, step: SyncStep): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE check_out SET sync_state = $4, sync_code = $5, sync_reason = $6, sync_retry_at = now() + make_interval(secs => $7),
         sync_attempt = coalesce($8, sync_attempt), sync_lease_until = NULL, version = version + 1
       WHERE school_id = $1 AND id = $2 AND sync_fence = $3 AND sync_state = 'due' AND (in_at IS NOT NULL) = $9 RETURNING version`,
      [tx.schoolId, check_out_id, fence, ...kept(step), returned],
    );
    // It has to be told of anew, and need not wait for the lease to run out.
    if (row === undefined) {
      await tx.rows('UPDATE check_out SET sync_lease_until = NULL WHERE school_id = $1 AND id = $2 AND sync_fence = $3', [
        tx.schoolId,
        check_out_id,
        fence,
      ]);
    }
    return row?.version;
  }

  async rememberProviderId(tx: Tx, deviceId: string, providerId: string): Promise<void> {
    await tx.rows('UPDATE device SET provider_id = $3 WHERE school_id = $1 AND id = $2 AND provider_id IS DISTINCT FROM $3', [
      tx.schoolId,
      deviceId,
      providerId,
    ]);
  }

  /** Due again at once, for a person who has seen to it: these, or all with null. Answers how many waited for a person. */
  async again(tx: Tx, checkOutIds: readonly string[] | null): Promise<number> {
    const row = await tx.first<{ count: number }>(
      `WITH again AS (
         UPDATE check_out SET sync_state = 'due', sync_attempt = 0, sync_retry_at = NULL, sync_reason = NULL, sync_code = NULL, version = version + 1
         WHERE school_id = $1 AND sync_state = 'needs_person' AND ($2::uuid[] IS NULL OR id = ANY ($2)) RETURNING 1)
       SELECT count(*)::int AS count FROM again`,
      [tx.schoolId, checkOutIds],
    );
    return row?.count ?? 0;
  }
}

/** State, code, reason, seconds to rest and failures (null: as before) that a step leaves on the row. */
function kept(step: SyncStep): [string, string | null, string | null, number | null, number | null] {
  switch (step.state) {
    case 'done':
      return ['done', null, null, null, 0];
    case 'due':
      return ['due', null, step.reason, step.inSeconds, step.failures];
    case 'paused':
      return ['due', null, null, null, null];
    case 'needs_person':
      return ['needs_person', step.code, step.reason, null, 0];
  }
}
