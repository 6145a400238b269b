import type { Client as Postgres } from 'pg';

/** A row that was added, changed or deleted, as it is since then; of a deleted one, as it was. */
export interface Written {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Has the database itself write down every row of Firstbell's that a committed transaction wrote, whoever asked for it. */
export class WriteWatch {
  private constructor(private readonly superuser: Postgres) {}

  static async begin(superuser: Postgres): Promise<WriteWatch> {
    const { rows: tables } = await superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    await superuser.query('CREATE TABLE written (n bigserial PRIMARY KEY, name text NOT NULL, content jsonb NOT NULL)');
    // Of the superuser's own, so that it needs no right of whoever writes.
    await superuser.query(`
      CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        INSERT INTO written (name, content) VALUES (TG_TABLE_NAME, CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END);
        RETURN NULL;
      END $$`);
    for (const { name } of tables)
      await superuser.query(
        `CREATE TRIGGER write_down AFTER INSERT OR UPDATE OR DELETE ON ${name} FOR EACH ROW EXECUTE FUNCTION write_down()`,
      );
    return new WriteWatch(superuser);
  }

  /** What was written since this was asked the last time. */
  async since(): Promise<Written[]> {
    const { rows } = await this.superuser.query<Written>('DELETE FROM written RETURNING name AS "table", content AS row');
    return rows;
  }
}
