import type { ticketOperations } from '@firstbell/contracts/tickets';
import type { RequestOf } from '@firstbell/contracts/operation';
import type { KeptEntry } from '../../outbox/delivery.rules.js';

export type Filing = Omit<RequestOf<typeof ticketOperations.fileTicket>, 'secondsAgo'>;

/** What a student did at the kiosk. */
export type OutboxEntry = KeptEntry &
  (
    | { readonly kind: 'filing'; readonly filing: Filing }
    | { readonly kind: 'self-help'; readonly issueId: string }
    /** Somebody found the laptop of this tag. */
    | { readonly kind: 'found'; readonly scan: string }
    /** Refused for good; stays until staff can be told. */
    | { readonly kind: 'refused'; readonly code: string | null; readonly typed: string; readonly reason: string }
  );

/**
 * The same filing without what the server would not take but could do without: a reserved code that is no longer
 * ours, a laptop it does not know. Null when nothing can be left out.
 */
export function withoutObstacle(filing: Filing, refusal: { readonly code: string; readonly field: string | undefined }): Filing | null {
  const { reservedCode, reservedDay, deviceId, deviceTag, ...rest } = filing;
  const device = { ...(deviceId === undefined ? {} : { deviceId }), ...(deviceTag === undefined ? {} : { deviceTag }) };
  if (reservedCode !== undefined && refusal.field === 'reservedCode') return { ...rest, ...device };
  const code = { ...(reservedCode === undefined ? {} : { reservedCode }), ...(reservedDay === undefined ? {} : { reservedDay }) };
  const aboutDevice = refusal.field === 'deviceTag' || refusal.field === 'deviceId';
  if (Object.keys(device).length > 0 && aboutDevice) return { ...rest, ...code };
  return null;
}

/** Who filed, as staff will read it when it could not be delivered. */
export const typedOf = (filing: Filing): string => filing.typedName ?? filing.scan ?? filing.personId ?? '';
