/*
 * Where the schema speaks of people, in one place, because a person is only forgotten when no table is. Every table of the
 * schema is in `placesOfPerson` or `placesOfNobody`; a test says which one is missing. $1 is the school, $2 the person.
 */

const theirTickets = 'ticket_id IN (SELECT id FROM ticket WHERE school_id = $1 AND person_id = $2)';

/** Which rows of a table are about a person. */
export const placesOfPerson = {
  account: 'id = (SELECT account_id FROM person WHERE school_id = $1 AND id = $2)',
  cart_seat: 'school_id = $1 AND person_id = $2',
  check_out: 'school_id = $1 AND person_id = $2',
  coach_note: 'school_id = $1 AND to_id = $2',
  credential: 'school_id = $1 AND person_id = $2',
  device: 'school_id = $1 AND holder_id = $2',
  device_agreement: 'school_id = $1 AND person_id = $2',
  device_import_match: 'school_id = $1 AND person_id = $2',
  device_import_row: 'school_id = $1 AND holder_id = $2',
  device_report: 'school_id = $1 AND holder_id = $2',
  directory_account: 'school_id = $1 AND person_id = $2',
  duty: 'school_id = $1 AND person_id = $2',
  enrollment: 'school_id = $1 AND person_id = $2',
  event: 'school_id = $1 AND $2 IN (subject_id, actor_id)',
  feedback: `school_id = $1 AND ${theirTickets}`,
  mail_item: 'school_id = $1 AND person_id = $2',
  person: 'school_id = $1 AND id = $2',
  rollout_mark: 'school_id = $1 AND person_id = $2',
  rollout_student: 'school_id = $1 AND person_id = $2',
  roster_exception: 'school_id = $1 AND person_id = $2',
  roster_kept: `school_id = $1 AND kind = 'person' AND source_id = (SELECT source_id FROM person WHERE school_id = $1 AND id = $2)`,
  roster_staged_enrollment: 'school_id = $1 AND person_source_id = (SELECT source_id FROM person WHERE school_id = $1 AND id = $2)',
  roster_staged_person: 'school_id = $1 AND id = $2',
  second_factor: 'account_id = (SELECT account_id FROM person WHERE school_id = $1 AND id = $2)',
  session: 'school_id = $1 AND person_id = $2',
  shift: 'school_id = $1 AND person_id = $2',
  ticket: 'school_id = $1 AND person_id = $2',
  ticket_note: `school_id = $1 AND ${theirTickets}`,
} as const;

/** Tables with no rows about a person; who did something in them stands there by id only, or may be named in free text. */
export const placesOfNobody = [
  'cart',
  'cart_reservation',
  'cart_slot',
  'class',
  'day_off',
  'day_type',
  'desk',
  'device_import',
  'device_import_problem',
  'device_management',
  'device_photo',
  'directory_provider',
  'exception_handling',
  'found_laptop',
  'issue',
  'log_epoch',
  'mail_sender',
  'mail_spent',
  'mail_template',
  'mailing',
  'migrations',
  'pairing',
  'period',
  'reader_cursor',
  'rejected_filing',
  'repair',
  'reserved_codes',
  'review',
  'rollout_plan',
  'roster_import',
  'roster_problem',
  'roster_staged_class',
  'school',
  'self_help_solved',
  'set_up_link',
  'special_bell',
  'special_day',
  'station',
  'ticket_code_counter',
] as const;

/** Never shown to anybody: hashes, sealed secrets, and what only the programs need. */
export const secretColumns = [
  'school_id',
  'search_name',
  'password_hash',
  'sealed',
  'recovery_hashes',
  'feedback_token_hash',
  'filing_hash',
  'sent_hash',
  'id_hash',
  'xid',
] as const;

const erased = `'[erased]'`;

/** Rows about a person that go, in an order the foreign keys allow. The account stays, with its second factor, when it opens another school. */
export const deletedRows = [
  'session',
  'shift',
  'enrollment',
  'credential',
  'directory_account',
  'roster_staged_enrollment',
  'roster_kept',
  'roster_staged_person',
  'device_import_match',
] as const satisfies readonly (keyof typeof placesOfPerson)[];

/** What is emptied in rows that stay, because they are counted or are the history of something else. */
export const emptied = {
  check_out: 'condition_note = NULL, in_condition_note = NULL, sync_reason = NULL',
  coach_note: `body = ${erased}, reply = CASE WHEN reply IS NOT NULL THEN ${erased} END`,
  device_import_row: 'holder_id = NULL',
  device_report: 'place = NULL, note = NULL',
  duty: 'until = coalesce(until, now())',
  feedback: 'comment = NULL',
  mail_item: `address = NULL, reason = NULL, retry_at = NULL, version = version + 1,
    state = CASE WHEN state IN ('sent', 'bad_address', 'cancelled') THEN state ELSE 'cancelled' END`,
  rollout_mark: 'answer = NULL, question = NULL',
  roster_exception: `typed_name = ${erased}`,
  ticket: 'description = NULL, escalation_note = NULL, advice = NULL, feedback_token_hash = NULL',
  ticket_note: `body = ${erased}`,
  person: `account_id = NULL, source_id = NULL, given_name = 'Erased', preferred_name = NULL, family_name = 'Person', search_name = '',
    email = NULL, username = NULL, badge = NULL, grade = NULL, homeroom = NULL, skills = '{}', status = 'removed',
    removed_at = coalesce(removed_at, now()), version = version + 1`,
} as const satisfies Partial<Record<keyof typeof placesOfPerson, string>>;

/** Where somebody may have written a person's name or address about anything; `jsonb` columns are marked. */
export const freeText: Readonly<Record<string, readonly string[]>> = {
  cart_reservation: ['class_name'],
  check_out: ['condition_note', 'in_condition_note', 'sync_reason'],
  class: ['title', 'location'],
  coach_note: ['body', 'reply'],
  device: ['location', 'note'],
  device_import: ['refusal::jsonb'],
  device_import_match: ['said'],
  device_import_problem: ['found', 'expected'],
  device_import_row: ['wanted::jsonb', 'fields::jsonb'],
  device_management: ['pause_reason', 'test_result::jsonb'],
  device_report: ['place', 'note'],
  directory_account: ['reason'],
  directory_provider: ['pause_reason', 'test_result::jsonb'],
  exception_handling: ['note'],
  feedback: ['comment'],
  mail_item: ['reason'],
  mail_sender: ['pause_reason', 'test_result::jsonb'],
  mail_template: ['subject::jsonb', 'body::jsonb'],
  mailing: ['name', 'subject::jsonb', 'body::jsonb', 'extra::jsonb'],
  rejected_filing: ['typed', 'reason'],
  repair: ['problem', 'outcome'],

  rollout_mark: ['answer', 'question'],
  roster_exception: ['typed_name'],
  roster_import: ['refusal::jsonb'],
  roster_problem: ['found', 'expected'],
  roster_staged_class: ['title', 'location'],
  ticket: ['typed_name', 'description', 'escalation_note', 'advice', 'fix'],
  ticket_note: ['body'],
};
