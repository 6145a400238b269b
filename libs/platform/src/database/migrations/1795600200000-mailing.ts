import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mail merge: who sends, what is sent, to whom, and what became of each mail. */
export class Mailing1795600200000 implements MigrationInterface {
  readonly name = 'Mailing1795600200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_item, mailing, mail_template, mail_sender');
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
    state text NOT NULL CHECK (state IN ('running', 'paused', 'done', 'cancelled')),
    started_by uuid,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE UNIQUE INDEX mailing_plan ON mailing (school_id, plan_id) WHERE plan_id IS NOT NULL`,
  /*
   * One mail to one person. sending: a worker holds it; found so after its lease, nobody knows whether it went out, and it
   * becomes unknown, for a person to decide. wait: the provider asked for patience.
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
  `CREATE INDEX mail_item_due ON mail_item (school_id, retry_at) WHERE state IN ('waiting', 'sending')`,
  /* for the caps: what went out in the last day, and what may have */
  `CREATE INDEX mail_item_sent ON mail_item (school_id, sent_at) WHERE sent_at IS NOT NULL`,
];
