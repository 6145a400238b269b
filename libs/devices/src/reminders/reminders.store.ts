import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';

/** A cart whose class is about to bring it back, or should have. */
export interface PromptedCart {
  readonly reservationId: string;
  readonly cartName: string;
  readonly className: string;
  readonly endsAt: string;
}

const overdue = statement(
  'reminders.overdue_loaners',
  `SELECT count(*)::int AS count FROM check_out c JOIN school s ON s.id = c.school_id
   WHERE c.school_id = $1 AND c.in_at IS NULL AND c.kind = 'loaner' AND c.due_on < (now() AT TIME ZONE s.time_zone)::date`,
);

const carts = statement(
  'reminders.carts',
  `SELECT r.id AS "reservationId", k.name AS "cartName", r.class_name AS "className", to_char(coalesce(b.ends_at, p.ends_at), 'HH24:MI') AS "endsAt"
   FROM cart_reservation r
   JOIN cart k ON k.school_id = r.school_id AND k.id = r.cart_id
   JOIN period p ON p.school_id = r.school_id AND p.id = r.period_id
   LEFT JOIN special_bell b ON b.school_id = r.school_id AND b.day = r.day AND b.period_id = r.period_id
   WHERE r.school_id = $1 AND r.prompted_at IS NOT NULL AND r.returned_at IS NULL AND r.cancelled_at IS NULL
   ORDER BY r.day, coalesce(b.ends_at, p.ends_at), k.name LIMIT 20`,
);

@Injectable()
export class RemindersStore {
  async overdueLoaners(tx: Tx): Promise<number> {
    return (await tx.first<{ count: number }>(overdue, [tx.schoolId]))?.count ?? 0;
  }

  /** From the prompt before the bell until somebody has looked through it. */
  async promptedCarts(tx: Tx): Promise<PromptedCart[]> {
    return tx.rows<PromptedCart>(carts, [tx.schoolId]);
  }
}
