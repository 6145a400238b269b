import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mail merge: who sends, what is sent, to whom, and what became of each mail. */
export class Mailing1795600200000 implements MigrationInterface {
  readonly name = 'Mailing1795600200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_spent, mail_item, mailing, mail_template, mail_sender');
  }
}

const statements = [
  /* One sender a school, with its provider's caps. */
  `CREATE TABLE mail_sender (
    school_id uuid PRIMARY KEY REFERENCES school (id),
    config jsonb NOT NULL,
    secret_sealed bytea,
    per_minute int NOT NULL CHECK (per_minute BETWEEN 1 AND 10000),
    per_day int NOT NULL CHECK (per_day BETWEEN 1 AND 1000000),
    max_connections int NOT NULL DEFAULT 2 CHECK (max_connections BETWEEN 1 AND 3),
    paused_until timestamptz,
    pause_code text,
    pause_reason text,
    tested_at timestamptz,
    test_result jsonb,
    version int NOT NULL DEFAULT 1
  )`,
  `CREATE TABLE mail_template (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    subject jsonb NOT NULL,
    body jsonb NOT NULL,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name)
  )`,
  /* subject and body are copied from the template when it starts, so that a later edit changes no mail under way */
  `CREATE TABLE mailing (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    /* the rollout whose credentials it carries; its items are added as accounts become ready */
    plan_id uuid,
    subject jsonb NOT NULL,
    body jsonb NOT NULL,
    audience jsonb NOT NULL,
    /* fields of this mailing alone, the same for everyone: a date, a site */
    extra jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('running', 'paused', 'done', 'cancelled')),
    started_by uuid,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    /* when the screens were last told how far it is: once a second, not once a mail */
    told_at timestamptz NOT NULL DEFAULT '-infinity',
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE UNIQUE INDEX mailing_plan ON mailing (school_id, plan_id) WHERE plan_id IS NOT NULL`,
  /*
   * One mail to one person. sending: a worker holds it; found so after its lease, nobody knows whether it went out, and it
   * becomes unknown, for a person to decide.
   */
  `CREATE TABLE mail_item (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    mailing_id uuid NOT NULL,
    person_id uuid NOT NULL,
    credential_id uuid,
    address text,
    state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'bad_address', 'unknown', 'needs_person', 'cancelled')),
    message_id text NOT NULL,
    attempt int NOT NULL DEFAULT 0,
    fence int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    retry_at timestamptz,
    sent_at timestamptz,
    reason_code text,
    reason text,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, mailing_id, person_id),
    FOREIGN KEY (school_id, mailing_id) REFERENCES mailing (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE INDEX mail_item_waiting ON mail_item (school_id, mailing_id, id) WHERE state = 'waiting'`,
  `CREATE INDEX mail_item_sending ON mail_item (school_id, lease_until) WHERE state = 'sending'`,
  `CREATE INDEX mail_item_state ON mail_item (school_id, mailing_id, state)`,
  `CREATE INDEX mail_item_credential ON mail_item (school_id, credential_id) WHERE credential_id IS NOT NULL`,
  /*
   * What counts against the caps: a row for every mail the provider took or may have taken, written before it is offered
   * and taken back only when it certainly was not accepted. item_id: the item, or a test mail of its own.
   */
  `CREATE TABLE mail_spent (
    school_id uuid NOT NULL REFERENCES school (id),
    item_id uuid NOT NULL,
    fence int NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school_id, item_id, fence)
  )`,
  `CREATE INDEX mail_spent_at ON mail_spent (school_id, at)`,
];
