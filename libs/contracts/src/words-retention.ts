/*
 * Words that people wrote about each other and that nobody needs after some time: which rows hold them, and what takes them
 * out. What is counted stays. In `holds`, `s` is the school and `t` the row.
 */

/** School years a school keeps words, unless it chooses otherwise. */
export const wordsKeptYearsAtFirst = 1;

/** A school year has a summer after it: 430 days, 795, … */
const before = `now() - make_interval(days => 365 * coalesce((s.settings->>'wordsKeptYears')::int, ${wordsKeptYearsAtFirst}) + 65)`;
const erased = `'[erased]'`;
const closed = (ticket: string) =>
  `${ticket}.state IN ('resolved', 'cancelled') AND coalesce(${ticket}.resolved_at, ${ticket}.filed_at) < ${before}`;
const finished = (table: string, column: string) =>
  `EXISTS (SELECT 1 FROM ${table} f WHERE f.school_id = t.school_id AND f.id = t.${column} AND f.finished_at < ${before})`;

export interface OldWords {
  readonly table: string;
  readonly holds: string;
  /** What its columns become; null: the row goes. */
  readonly become: string | null;
}

export const oldWords: readonly OldWords[] = [
  {
    table: 'ticket',
    holds: `${closed('t')} AND (num_nonnulls(t.description, t.escalation_note, t.advice) > 0 OR t.typed_name <> ${erased})`,
    become: `description = NULL, escalation_note = NULL, advice = NULL, typed_name = CASE WHEN typed_name IS NOT NULL THEN ${erased} END`,
  },
  {
    table: 'ticket_note',
    holds: `t.body <> ${erased} AND EXISTS (SELECT 1 FROM ticket k WHERE k.school_id = t.school_id AND k.id = t.ticket_id AND ${closed('k')})`,
    become: `body = ${erased}`,
  },
  { table: 'feedback', holds: `t.comment IS NOT NULL AND t.at < ${before}`, become: 'comment = NULL' },
  {
    table: 'coach_note',
    holds: `t.at < ${before} AND (t.body <> ${erased} OR t.reply <> ${erased})`,
    become: `body = ${erased}, reply = CASE WHEN reply IS NOT NULL THEN ${erased} END`,
  },
  { table: 'roster_exception', holds: `t.settled_at < ${before} AND t.typed_name <> ${erased}`, become: `typed_name = ${erased}` },
  { table: 'rejected_filing', holds: `t.settled_at < ${before} AND t.typed <> ${erased}`, become: `typed = ${erased}, reason = ${erased}` },
  {
    table: 'mail_item',
    holds: `num_nonnulls(t.address, t.reason) > 0 AND t.state IN ('sent', 'bad_address', 'cancelled') AND ${finished('mailing', 'mailing_id')}`,
    become: 'address = NULL, reason = NULL',
  },
  {
    table: 'rollout_mark',
    holds: `num_nonnulls(t.answer, t.question) > 0 AND t.at < ${before}`,
    become: 'answer = NULL, question = NULL',
  },
  { table: 'roster_problem', holds: `t.found <> ${erased} AND ${finished('roster_import', 'import_id')}`, become: `found = ${erased}` },
  {
    table: 'device_import_problem',
    holds: `t.found <> ${erased} AND ${finished('device_import', 'import_id')}`,
    become: `found = ${erased}`,
  },
  { table: 'roster_staged_enrollment', holds: finished('roster_import', 'import_id'), become: null },
  { table: 'roster_staged_person', holds: finished('roster_import', 'import_id'), become: null },
];

/** Whether the school `s` has any, as SQL. */
export const hasOldWords = oldWords
  .map(({ table, holds }) => `EXISTS (SELECT 1 FROM ${table} t WHERE t.school_id = s.id AND ${holds})`)
  .join(' OR ');
