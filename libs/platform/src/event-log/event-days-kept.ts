import { daysKeptRows } from '@firstbell/contracts/event-retention';

/**
 * Tells the database, as its owner, for how many days each kind of event is kept: null for good. The application's role can
 * delete nothing that is younger, so the table of days cannot be the application's to change.
 */
export const tellDaysKept = `
  CREATE OR REPLACE FUNCTION event_days_kept(kind text) RETURNS int LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
  AS $$ SELECT kept.days FROM (VALUES ${daysKeptRows}) AS kept (type, days) WHERE kept.type = kind $$`;
