import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Every table of a school has the key `(school_id, id)`: ids may be made by clients, and so one
 * school can never touch another's row. Times are timestamptz. Run as `firstbell_owner`; `firstbell_app` and
 * `firstbell_relay` get what they need at the end.
 */
export class FirstLight1795330000000 implements MigrationInterface {
  readonly name = 'FirstLight1795330000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA public CASCADE');
    await runner.query('CREATE SCHEMA public');
  }
}

const statements = [
  `CREATE TABLE school (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL,
    demo boolean NOT NULL DEFAULT false,
    settings jsonb NOT NULL,
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE account (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX account_email ON account (lower(email))`,
  /* roles, skills: small closed sets read with every request, so they live on the row */
  `CREATE TABLE person (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    account_id uuid REFERENCES account (id),
    source_id text,
    given_name text NOT NULL,
    preferred_name text,
    family_name text NOT NULL,
    search_name text NOT NULL,
    email text,
    username text,
    badge text,
    grade text,
    homeroom text,
    language text NOT NULL DEFAULT 'en',
    roles text[] NOT NULL,
    skills text[] NOT NULL DEFAULT '{}',
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'removed')),
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    display_name text GENERATED ALWAYS AS (
      coalesce(preferred_name, given_name) || ' ' ||
      CASE WHEN roles && ARRAY['coach', 'teacher', 'leader', 'administrator'] THEN family_name ELSE left(family_name, 1) || '.' END
    ) STORED,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE UNIQUE INDEX person_source ON person (school_id, source_id) WHERE source_id IS NOT NULL`,
  `CREATE INDEX person_badge ON person (school_id, badge) WHERE badge IS NOT NULL`,
  `CREATE INDEX person_account ON person (account_id) WHERE account_id IS NOT NULL`,
  `CREATE INDEX person_staff ON person (school_id, display_name) WHERE roles <> ARRAY['student']`,
  `CREATE TABLE roster_exception (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    typed_name text NOT NULL,
    ticket_id uuid,
    raised_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    person_id uuid,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE TABLE class (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    source_id text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('homeroom', 'scheduled')),
    periods text[] NOT NULL DEFAULT '{}',
    location text,
    status text NOT NULL DEFAULT 'active',
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, source_id)
  )`,
  `CREATE TABLE enrollment (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    source_id text NOT NULL,
    class_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    status text NOT NULL DEFAULT 'active',
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, source_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE INDEX enrollment_person ON enrollment (school_id, person_id)`,
  `CREATE INDEX enrollment_class ON enrollment (school_id, class_id)`,
  `CREATE TABLE desk (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    letter text NOT NULL,
    frozen_at timestamptz,
    frozen_by uuid,
    /* seconds a claim takes, middle half, over the last claims; null while too little is known */
    handling_p25 int,
    handling_p75 int,
    statistics_at timestamptz,
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, letter)
  )`,
  `CREATE TABLE period (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    starts_at time NOT NULL,
    ends_at time NOT NULL CHECK (ends_at > starts_at),
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE TABLE shift (
    school_id uuid NOT NULL,
    period_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (school_id, period_id, person_id),
    FOREIGN KEY (school_id, period_id) REFERENCES period (school_id, id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE TABLE duty (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    desk_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    until timestamptz,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, desk_id) REFERENCES desk (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE UNIQUE INDEX duty_now ON duty (school_id, desk_id, person_id) WHERE until IS NULL`,
  `CREATE TABLE pairing (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('kiosk', 'board')),
    code text NOT NULL,
    secret_hash bytea NOT NULL,
    address text NOT NULL,
    browser text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    school_id uuid,
    station_id uuid,
    collected_at timestamptz
  )`,
  `CREATE UNIQUE INDEX pairing_code ON pairing (code) WHERE station_id IS NULL`,
  `CREATE TABLE station (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    desk_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('kiosk', 'board')),
    name text NOT NULL,
    paired_by uuid,
    paired_at timestamptz NOT NULL DEFAULT now(),
    unpaired_at timestamptz,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, desk_id) REFERENCES desk (school_id, id)
  )`,
  /* id_hash: SHA-256 of the secret in the cookie, so a copy of this table opens nothing */
  `CREATE TABLE session (
    id_hash bytea PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    school_id uuid NOT NULL REFERENCES school (id),
    person_id uuid,
    station_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK (num_nonnulls(person_id, station_id) = 1),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id),
    FOREIGN KEY (school_id, station_id) REFERENCES station (school_id, id)
  )`,
  `CREATE INDEX session_person ON session (school_id, person_id) WHERE ended_at IS NULL`,
  `CREATE INDEX session_station ON session (school_id, station_id) WHERE ended_at IS NULL`,
  `CREATE INDEX session_expiry ON session (expires_at)`,
  `CREATE TABLE set_up_link (token_hash bytea PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), used_at timestamptz)`,
  `CREATE TABLE device (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    tag text NOT NULL,
    serial text,
    model text NOT NULL,
    state text NOT NULL DEFAULT 'in_use' CHECK (state IN ('in_use', 'in_repair', 'spare', 'lost', 'retired')),
    holder_id uuid,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, tag),
    FOREIGN KEY (school_id, holder_id) REFERENCES person (school_id, id)
  )`,
  `CREATE INDEX device_holder ON device (school_id, holder_id) WHERE holder_id IS NOT NULL`,
  `CREATE INDEX device_serial ON device (school_id, serial) WHERE serial IS NOT NULL`,
  `CREATE TABLE issue (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    picture text NOT NULL,
    name jsonb NOT NULL,
    self_help jsonb NOT NULL,
    kindly jsonb NOT NULL,
    checklist jsonb NOT NULL,
    fixes jsonb NOT NULL,
    skill text,
    priority text NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
    audience text NOT NULL CHECK (audience IN ('desk', 'coach')),
    needs_device boolean NOT NULL DEFAULT true,
    active boolean NOT NULL DEFAULT true,
    position int NOT NULL,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE TABLE self_help_solved (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    issue_id uuid NOT NULL,
    desk_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, issue_id) REFERENCES issue (school_id, id)
  )`,
  `CREATE INDEX self_help_solved_issue ON self_help_solved (school_id, issue_id, at)`,
  `CREATE TABLE ticket_code_counter (
    school_id uuid NOT NULL,
    desk_id uuid NOT NULL,
    day date NOT NULL,
    last int NOT NULL,
    PRIMARY KEY (school_id, desk_id, day)
  )`,
  `CREATE TABLE reserved_codes (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    station_id uuid NOT NULL,
    desk_id uuid NOT NULL,
    day date NOT NULL,
    first int NOT NULL,
    last int NOT NULL,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE INDEX reserved_codes_station ON reserved_codes (school_id, station_id, day)`,
  `CREATE TABLE ticket (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    desk_id uuid NOT NULL,
    day date NOT NULL,
    number int NOT NULL,
    code text NOT NULL,
    issue_id uuid NOT NULL,
    person_id uuid,
    typed_name text,
    device_id uuid,
    description text,
    language text NOT NULL,
    priority text NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
    audience text NOT NULL CHECK (audience IN ('desk', 'coach')),
    skill text,
    state text NOT NULL CHECK (state IN ('waiting', 'claimed', 'held', 'escalated', 'resolved', 'cancelled')),
    version int NOT NULL DEFAULT 1,
    filed_at timestamptz NOT NULL,
    filed_by uuid,
    /* what was sent, so that a repeat can be told from an id used twice */
    filing_hash text NOT NULL,
    line_rank timestamptz NOT NULL,
    claimed_by uuid,
    claimed_at timestamptz,
    claim_expires_at timestamptz,
    on_bench boolean NOT NULL DEFAULT false,
    first_claimed_at timestamptz,
    claims int NOT NULL DEFAULT 0,
    hold_reason text,
    hold_until timestamptz,
    escalated_by uuid,
    escalation_reason text,
    escalation_note text,
    advice text,
    resolved_at timestamptz,
    resolved_by uuid,
    fix text,
    cancel_reason text,
    resolutions int NOT NULL DEFAULT 0,
    reopened int NOT NULL DEFAULT 0,
    /* seconds its clocks stood still because the desk was frozen */
    frozen_seconds int NOT NULL DEFAULT 0,
    feedback_token_hash bytea,
    PRIMARY KEY (school_id, id),
    CHECK (num_nonnulls(person_id, typed_name) = 1),
    CHECK ((state = 'claimed') = (claimed_by IS NOT NULL)),
    FOREIGN KEY (school_id, desk_id) REFERENCES desk (school_id, id),
    FOREIGN KEY (school_id, issue_id) REFERENCES issue (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id)
  )`,
  `CREATE UNIQUE INDEX ticket_number ON ticket (school_id, desk_id, day, number)`,
  `CREATE INDEX ticket_line ON ticket (school_id, desk_id, line_rank, id) INCLUDE (skill, audience) WHERE state = 'waiting'`,
  /* for the number of those who wait: a tenth of ticket_line, and read whole */
  `CREATE INDEX ticket_waiting ON ticket (school_id, desk_id, audience) WHERE state = 'waiting'`,
  `CREATE INDEX ticket_open ON ticket (school_id, desk_id, claim_expires_at) WHERE state IN ('claimed', 'held', 'escalated')`,
  `CREATE UNIQUE INDEX ticket_one_open ON ticket (school_id, person_id, issue_id) WHERE state IN ('waiting', 'claimed', 'held', 'escalated') AND person_id IS NOT NULL`,
  `CREATE INDEX ticket_person ON ticket (school_id, person_id, filed_at) WHERE person_id IS NOT NULL`,
  `CREATE INDEX ticket_resolved ON ticket (school_id, desk_id, resolved_at) WHERE resolved_at IS NOT NULL`,
  `CREATE INDEX ticket_resolved_by ON ticket (school_id, resolved_by, resolved_at) WHERE resolved_by IS NOT NULL`,
  `CREATE UNIQUE INDEX ticket_feedback_token ON ticket (feedback_token_hash) WHERE feedback_token_hash IS NOT NULL`,
  `CREATE INDEX ticket_lease ON ticket (claim_expires_at) WHERE state = 'claimed'`,
  `CREATE TABLE ticket_note (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    by_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    body text NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, ticket_id) REFERENCES ticket (school_id, id)
  )`,
  `CREATE INDEX ticket_note_ticket ON ticket_note (school_id, ticket_id, at)`,
  `CREATE TABLE rejected_filing (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    desk_id uuid NOT NULL,
    station_id uuid NOT NULL,
    code text,
    typed text NOT NULL,
    reason text NOT NULL,
    filed_at timestamptz NOT NULL,
    settled_at timestamptz,
    settled_by uuid,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE INDEX rejected_filing_open ON rejected_filing (school_id, desk_id, filed_at) WHERE settled_at IS NULL`,
  `CREATE TABLE feedback (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    /* which resolution it is about, from 1 */
    resolution int NOT NULL,
    assistant_id uuid,
    fixed text NOT NULL,
    explained text NOT NULL,
    respected text NOT NULL,
    comment text,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, ticket_id, resolution),
    FOREIGN KEY (school_id, ticket_id) REFERENCES ticket (school_id, id)
  )`,
  `CREATE INDEX feedback_assistant ON feedback (school_id, assistant_id, at)`,
  `CREATE INDEX feedback_at ON feedback (school_id, at)`,
  `CREATE TABLE review (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    desk_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    /*
     * each reason is raised once for what raised it: low feedback and the sample for a resolution of the ticket (from 1),
     * the others for the version the ticket had after the change
     */
    round int NOT NULL,
    reason text NOT NULL,
    assistant_id uuid,
    feedback_id uuid,
    raised_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    settled_by uuid,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, ticket_id, reason, round),
    FOREIGN KEY (school_id, ticket_id) REFERENCES ticket (school_id, id)
  )`,
  `CREATE INDEX review_open ON review (school_id, raised_at) WHERE settled_at IS NULL`,
  `CREATE INDEX review_settled ON review (school_id, settled_at) WHERE settled_at IS NOT NULL`,
  `CREATE INDEX review_raised ON review (school_id, reason, raised_at)`,
  `CREATE TABLE coach_note (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    review_id uuid,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz,
    reply text,
    replied_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE INDEX coach_note_to ON coach_note (school_id, to_id, at)`,
  `CREATE INDEX coach_note_from ON coach_note (school_id, from_id, at)`,
  `CREATE TABLE roster_import (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    state text NOT NULL,
    attempt int NOT NULL DEFAULT 0,
    /* fencing number: whoever works on the import counts it up first, and every later write checks it */
    fence int NOT NULL DEFAULT 0,
    file_name text NOT NULL,
    file_path text,
    roster_version text,
    counts jsonb NOT NULL DEFAULT '{}',
    refusal jsonb,
    applied int NOT NULL DEFAULT 0,
    started_by uuid,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE INDEX roster_import_work ON roster_import (state) WHERE state IN ('uploaded', 'reading', 'applying')`,
  /* The event log: history, audit trail, outbox of the jobs and live feed of the screens. */
  `CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    school_id uuid NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    type text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    version int NOT NULL,
    actor_id uuid,
    /* the client's id of the request that caused it: a repeated request finds its first answer by it */
    request_id uuid,
    data jsonb NOT NULL DEFAULT '{}',
    at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX event_xid ON event (xid, id)`,
  `CREATE INDEX event_subject ON event (school_id, subject_id, id)`,
  /* today's figures: who took out of order, and when a desk stood still */
  `CREATE INDEX event_out_of_order ON event (school_id, at) WHERE type = 'ticket.claimed' AND data ->> 'reason' IS NOT NULL`,
  `CREATE INDEX event_freeze ON event (school_id, subject_id, id) WHERE type IN ('desk.frozen', 'desk.thawed')`,
  `CREATE UNIQUE INDEX event_request ON event (school_id, request_id) WHERE request_id IS NOT NULL`,
  `CREATE TABLE reader_cursor (reader text PRIMARY KEY, snapshot pg_snapshot NOT NULL, moved_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE log_epoch (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch uuid NOT NULL DEFAULT gen_random_uuid())`,
  `INSERT INTO log_epoch DEFAULT VALUES`,
  `GRANT USAGE ON SCHEMA public TO firstbell_app, firstbell_relay`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO firstbell_app`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA public TO firstbell_relay`,
  `GRANT INSERT, UPDATE ON reader_cursor TO firstbell_relay`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO firstbell_app`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO firstbell_relay`,
];
