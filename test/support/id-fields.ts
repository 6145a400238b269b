import type { NamedOperation } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import * as z from 'zod';

/** Where the row lies that a field of this name means. What is made by the sender, or is a secret, means no row. */
const tableByName: Readonly<Record<string, string | null>> = {
  id: null,
  requestId: null,
  pairingId: null,
  schoolId: 'school',
  personId: 'person',
  toPersonId: 'person',
  assignedTo: 'person',
  after: 'person',
  periods: 'period',
  periodId: 'period',
  dayTypeId: 'day_type',
  deskId: 'desk',
  stationId: 'station',
  issueId: 'issue',
  deviceId: 'device',
  foundId: 'found_laptop',
  ticketId: 'ticket',
  filingId: 'rejected_filing',
  reviewId: 'review',
  noteId: 'coach_note',
  importId: 'device_import',
  exceptionId: 'roster_exception',
  templateId: 'mail_template',
  planId: 'rollout_plan',
  accountIds: 'directory_account',
  checkOutIds: 'check_out',
  checkOutId: 'check_out',
  repairId: 'repair',
  photoId: 'device_photo',
  cartId: 'cart',
  reservationId: 'cart_reservation',
  sessionId: 'session',
  mailingId: 'mailing',
  itemIds: 'mail_item',
  itemId: 'mail_item',
};

const ofRoster = { importId: 'roster_import' } as const;

/** Where a field means a row of another table than its name says elsewhere. */
const tableInOperation: Readonly<Partial<Record<OperationId, Readonly<Record<string, string>>>>> = {
  rosterImport: ofRoster,
  listRosterDiff: ofRoster,
  listRosterErrors: ofRoster,
  rosterErrorsCsv: ofRoster,
  applyRosterImport: ofRoster,
  // The first kind of exception is that of an account.
  handleException: { exceptionId: 'directory_account' },
};

/** The table of the row that this field of the operation means; null for none, undefined when nobody has said so above. */
export const tableOf = ({ id }: NamedOperation, name: string): string | null | undefined =>
  tableInOperation[id as OperationId]?.[name] ?? tableByName[name];

interface IdSchema {
  readonly format?: string;
  readonly items?: IdSchema;
  readonly anyOf?: readonly IdSchema[];
}

/** The fields of an operation that are ids, or lists of them, by its own contract. */
export function idFields({ input }: NamedOperation): { name: string; isList: boolean }[] {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, property]) => {
    const schema = property as IdSchema;
    const forms = [schema, ...(schema.anyOf ?? [])];
    const isList = forms.some(({ items }) => items?.format === 'uuid');
    return isList || forms.some(({ format }) => format === 'uuid') ? [{ name, isList }] : [];
  });
}

/** Every table of which some operation takes the id of a row. */
export const tablesAskedFor: readonly string[] = [
  ...new Set(allOperations.flatMap((operation) => idFields(operation).flatMap(({ name }) => tableOf(operation, name) ?? []))),
].sort();
