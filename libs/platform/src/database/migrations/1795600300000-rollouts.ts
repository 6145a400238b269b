import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rollout plans. Which step a student has done is not stored twice: account and credentials stand in account_progress,
 * the laptop in check_out; only the video, the basics and what was skipped are marks of the plan itself.
 */
export class Rollouts1795600300000 implements MigrationInterface {
  readonly name = 'Rollouts1795600300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exception_handling, rollout_mark, rollout_student, rollout_plan');
  }
}

const statements = [
  `CREATE TABLE rollout_plan (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('hand_out', 'collection')),
    state text NOT NULL CHECK (state IN ('draft', 'running', 'paused', 'done', 'cancelled')),
    /* subset of account, credentials, video, basics, hand_out; or collect */
    steps text[] NOT NULL,
    credentials text NOT NULL DEFAULT 'slip' CHECK (credentials IN ('mail', 'slip', 'none')),
    template_id uuid,
    audience jsonb NOT NULL,
    video jsonb,
    basics jsonb,
    lanes jsonb NOT NULL DEFAULT '[]',
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  /* cancelled_at: taken out of the plan; who left the school drops out without it, and is in again when they return */
  `CREATE TABLE rollout_student (
    school_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    person_id uuid NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    cancelled_at timestamptz,
    PRIMARY KEY (school_id, plan_id, person_id),
    FOREIGN KEY (school_id, plan_id) REFERENCES rollout_plan (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE INDEX rollout_student_person ON rollout_student (school_id, person_id)`,
  `CREATE TABLE rollout_mark (
    school_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    person_id uuid NOT NULL,
    step text NOT NULL,
    state text NOT NULL CHECK (state IN ('done', 'skipped')),
    answer text,
    /* what a student asked after the video */
    question text,
    at timestamptz NOT NULL DEFAULT now(),
    by_id uuid,
    PRIMARY KEY (school_id, plan_id, person_id, step),
    FOREIGN KEY (school_id, plan_id) REFERENCES rollout_plan (school_id, id)
  )`,
  /* Exceptions are found where they arose; here stands only who looks after which. */
  `CREATE TABLE exception_handling (
    school_id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    assigned_to uuid,
    note text,
    version int NOT NULL DEFAULT 1,
    at timestamptz NOT NULL DEFAULT now(),
    by_id uuid,
    PRIMARY KEY (school_id, subject_type, subject_id)
  )`,
];
