import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts made for people in the school's directory, and the one-time passwords that wait to be delivered. */
export class Directory1795600100000 implements MigrationInterface {
  readonly name = 'Directory1795600100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW account_progress');
    await runner.query('DROP TABLE credential, directory_account, directory_provider');
    await runner.query('ALTER TABLE person DROP COLUMN removed_at');
    await runner.query('ALTER TABLE account DROP COLUMN must_change_password, DROP COLUMN suspended_at');
  }
}

const statements = [
  /* since when a person is missing from the roster, for the grace before their account is suspended */
  `ALTER TABLE person ADD COLUMN removed_at timestamptz`,
  /* suspended_at: made by the built-in directory for somebody who has left; opens nothing until they return */
  `ALTER TABLE account ADD COLUMN must_change_password boolean NOT NULL DEFAULT false, ADD COLUMN suspended_at timestamptz`,
  /* One directory a school. Its secret is sealed; a pause says until when and why, and is written by jobs and people alike. */
  `CREATE TABLE directory_provider (
    school_id uuid PRIMARY KEY REFERENCES school (id),
    kind text NOT NULL CHECK (kind IN ('built_in', 'ldap', 'active_directory', 'google', 'microsoft')),
    config jsonb NOT NULL,
    secret_sealed bytea,
    username_rule text NOT NULL,
    suspend_after_days int NOT NULL DEFAULT 14 CHECK (suspend_after_days BETWEEN 0 AND 365),
    paused_until timestamptz,
    pause_code text,
    pause_reason text,
    /* the next moment at which an account may be made, where the directory allows only so many a second */
    next_create_at timestamptz NOT NULL DEFAULT now(),
    tested_at timestamptz,
    test_result jsonb,
    version int NOT NULL DEFAULT 1
  )`,
  /*
   * One account a person. wanted: it shall be made (plan_id says by which rollout, which can be paused); ready: it is
   * there and ours; conflict: somebody else's account is in the way; needs_person: it failed for good.
   */
  `CREATE TABLE directory_account (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    plan_id uuid,
    state text NOT NULL CHECK (state IN ('wanted', 'ready', 'conflict', 'needs_person', 'suspend_wanted', 'suspended', 'resume_wanted')),
    username text,
    address text,
    external_id text,
    adopted boolean NOT NULL DEFAULT false,
    attempt int NOT NULL DEFAULT 0,
    fence int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    retry_at timestamptz,
    /* set before the directory is asked to make it: what is found afterwards under the school's own id is this one */
    create_sent_at timestamptz,
    /* usernames somebody else was found to have */
    taken_names text[] NOT NULL DEFAULT '{}',
    reason_code text,
    reason text,
    wanted_at timestamptz NOT NULL DEFAULT now(),
    ready_at timestamptz,
    suspended_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, person_id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE UNIQUE INDEX directory_account_username ON directory_account (school_id, lower(username)) WHERE username IS NOT NULL`,
  `CREATE INDEX directory_account_due ON directory_account (retry_at) WHERE state IN ('wanted', 'suspend_wanted', 'resume_wanted')`,
  `CREATE INDEX directory_account_plan ON directory_account (school_id, plan_id) WHERE plan_id IS NOT NULL`,
  /*
   * A one-time password, sealed only until it was delivered: sealed is null afterwards. The row stays, to say when and
   * how it was. One that is not delivered yet at most for each person.
   */
  `CREATE TABLE credential (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    account_id uuid NOT NULL,
    plan_id uuid,
    sealed bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    delivery text CHECK (delivery IN ('mail', 'slip')),
    delivered_at timestamptz,
    delivered_by uuid,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    CHECK ((delivered_at IS NULL) = (sealed IS NOT NULL)),
    FOREIGN KEY (school_id, account_id) REFERENCES directory_account (school_id, id)
  )`,
  `CREATE UNIQUE INDEX credential_undelivered ON credential (school_id, person_id) WHERE delivered_at IS NULL`,
  `CREATE INDEX credential_person ON credential (school_id, person_id, made_at)`,
  /* what a rollout has to know of each person's account and credentials */
  `CREATE VIEW account_progress WITH (security_invoker = true) AS
    SELECT a.school_id, a.person_id, a.id AS account_id, a.state, a.username, a.address, a.reason_code, a.reason, a.retry_at, a.ready_at, a.version,
      c.id AS credential_id, c.delivered_at, c.delivery
    FROM directory_account a
    LEFT JOIN LATERAL (SELECT id, delivered_at, delivery FROM credential c WHERE c.school_id = a.school_id AND c.person_id = a.person_id ORDER BY made_at DESC LIMIT 1) c ON true`,
];
