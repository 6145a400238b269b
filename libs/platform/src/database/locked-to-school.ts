/**
 * The statements that lock a table to the school of the transaction, for the migration that makes it. The relay and the tail
 * read every school's rows and write none; migrations run as the owner, to whom no policy applies.
 */
export function lockedToSchool(table: string, column = 'school_id'): string[] {
  const own = `${column} = nullif(current_setting('firstbell.school', true), '')::uuid`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY own_school ON ${table} TO firstbell_app USING (${own}) WITH CHECK (${own})`,
    `CREATE POLICY every_school ON ${table} FOR SELECT TO firstbell_relay USING (true)`,
  ];
}
