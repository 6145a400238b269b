import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The registry in full: who has which device in which condition, loaners, repairs, carts and device imports. */
export class Devices1795600000000 implements MigrationInterface {
  readonly name = 'Devices1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}

const states = `('in_use', 'in_repair', 'spare', 'lost', 'stolen', 'retired')`;

const statements = [
  `ALTER TABLE device DROP CONSTRAINT device_state_check`,
  /*
   * provider_id: what the device-management provider calls it; shelf: its number on the shelf while it is dropped off;
   * loaner: of the loaner pool; last_seen_at: by a scan here or the provider's last sync
   */
  `ALTER TABLE device
    ADD CONSTRAINT device_state_check CHECK (state IN ${states}),
    ADD COLUMN manufacturer text,
    ADD COLUMN provider_id text,
    ADD COLUMN location text,
    ADD COLUMN note text,
    ADD COLUMN loaner boolean NOT NULL DEFAULT false,
    ADD COLUMN shelf int,
    ADD COLUMN warranty_until date,
    ADD COLUMN last_seen_at timestamptz,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()`,
  `CREATE UNIQUE INDEX device_shelf ON device (school_id, shelf) WHERE shelf IS NOT NULL`,
  `CREATE INDEX device_model ON device (school_id, model, tag)`,
  `CREATE INDEX device_state ON device (school_id, state, tag)`,
  `CREATE INDEX device_loaner ON device (school_id, tag) WHERE loaner`,
  /* a tag or serial number is looked for by its beginning or, as people read it off a sticker, by its end */
  `CREATE INDEX device_tag_begins ON device (school_id, lower(tag) text_pattern_ops)`,
  `CREATE INDEX device_tag_ends ON device (school_id, reverse(lower(tag)) text_pattern_ops)`,
  `CREATE INDEX device_serial_begins ON device (school_id, lower(serial) text_pattern_ops) WHERE serial IS NOT NULL`,
  `CREATE INDEX device_serial_ends ON device (school_id, reverse(lower(serial)) text_pattern_ops) WHERE serial IS NOT NULL`,
  /* lost, stolen, found: holder_id is who had it then */
  `CREATE TABLE device_report (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('lost', 'stolen', 'found')),
    at timestamptz NOT NULL DEFAULT now(),
    by_id uuid,
    last_seen_on date,
    place text,
    note text,
    holder_id uuid,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id)
  )`,
  `CREATE INDEX device_report_device ON device_report (school_id, device_id, at)`,
  /* Who had what from when to when. The check-out that is not in yet is the present one, and device.holder_id its person. */
  `CREATE TABLE check_out (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('assigned', 'loaner')),
    /* the rollout it belongs to, when it is a hand-out */
    plan_id uuid,
    out_at timestamptz NOT NULL,
    out_by uuid,
    due_on date,
    reminded_on date,
    /* these four are null where nobody recorded them: the person had the device before Firstbell knew of it */
    charger boolean,
    laptop_case boolean,
    agreement text CHECK (agreement IN ('imported', 'on_file', 'ticked')),
    condition text CHECK (condition IN ('new', 'good', 'worn', 'damaged')),
    condition_note text,
    /* what was sent, so that a repeat can be told from an id used twice */
    sent_hash text,
    in_at timestamptz,
    in_by uuid,
    in_charger boolean,
    in_laptop_case boolean,
    in_condition text CHECK (in_condition IN ('good', 'worn', 'damaged')),
    in_condition_note text,
    /* telling the device-management provider who has it: the row decides, the job checkout.sync carries it */
    sync_state text NOT NULL DEFAULT 'none' CHECK (sync_state IN ('none', 'due', 'done', 'needs_person')),
    sync_attempt int NOT NULL DEFAULT 0,
    sync_fence int NOT NULL DEFAULT 0,
    sync_lease_until timestamptz,
    sync_retry_at timestamptz,
    sync_reason text,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE UNIQUE INDEX check_out_now ON check_out (school_id, device_id) WHERE in_at IS NULL`,
  `CREATE INDEX check_out_person ON check_out (school_id, person_id, out_at)`,
  `CREATE INDEX check_out_device ON check_out (school_id, device_id, out_at)`,
  `CREATE INDEX check_out_due ON check_out (school_id, due_on) WHERE in_at IS NULL AND due_on IS NOT NULL`,
  `CREATE INDEX check_out_sync ON check_out (sync_retry_at) WHERE sync_state = 'due'`,
  /* agreements on file, imported or ticked by staff at the hand-out */
  `CREATE TABLE device_agreement (
    school_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('assigned', 'loaner')),
    signed_on date NOT NULL,
    by_id uuid,
    PRIMARY KEY (school_id, person_id, kind),
    FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
  )`,
  `CREATE TABLE repair (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    ticket_id uuid,
    problem text NOT NULL,
    issue_id uuid,
    state text NOT NULL CHECK (state IN ('open', 'sent', 'waiting_part', 'done', 'scrapped')),
    warranty boolean NOT NULL DEFAULT false,
    damage boolean NOT NULL DEFAULT false,
    vendor text,
    /* US cents; adults only */
    cost_cents int,
    loaner_check_out_id uuid,
    opened_at timestamptz NOT NULL DEFAULT now(),
    opened_by uuid,
    closed_at timestamptz,
    closed_by uuid,
    outcome text,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id)
  )`,
  `CREATE UNIQUE INDEX repair_now ON repair (school_id, device_id) WHERE closed_at IS NULL`,
  `CREATE INDEX repair_device ON repair (school_id, device_id, opened_at)`,
  `CREATE TABLE device_photo (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    check_out_id uuid,
    repair_id uuid,
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
    bytes bytea NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now(),
    by_id uuid,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id)
  )`,
  `CREATE INDEX device_photo_device ON device_photo (school_id, device_id, taken_at)`,
  `CREATE TABLE cart (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    name text NOT NULL,
    location text,
    slots int NOT NULL CHECK (slots BETWEEN 1 AND 60),
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name)
  )`,
  `CREATE TABLE cart_slot (
    school_id uuid NOT NULL,
    cart_id uuid NOT NULL,
    slot int NOT NULL,
    device_id uuid NOT NULL,
    PRIMARY KEY (school_id, cart_id, slot),
    UNIQUE (school_id, device_id),
    FOREIGN KEY (school_id, cart_id) REFERENCES cart (school_id, id),
    FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id)
  )`,
  `CREATE TABLE cart_reservation (
    school_id uuid NOT NULL,
    id uuid NOT NULL,
    cart_id uuid NOT NULL,
    day date NOT NULL,
    period_id uuid NOT NULL,
    class_name text NOT NULL,
    reserved_by uuid NOT NULL,
    prompted_at timestamptz,
    returned_at timestamptz,
    returned_by uuid,
    cancelled_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, cart_id) REFERENCES cart (school_id, id),
    FOREIGN KEY (school_id, period_id) REFERENCES period (school_id, id)
  )`,
  `CREATE UNIQUE INDEX cart_reserved ON cart_reservation (school_id, cart_id, day, period_id) WHERE cancelled_at IS NULL`,
  `CREATE INDEX cart_reservation_prompt ON cart_reservation (day) WHERE prompted_at IS NULL AND returned_at IS NULL AND cancelled_at IS NULL`,
  /* who sat at which slot in a reservation, so that what is missing has a name */
  `CREATE TABLE cart_seat (
    school_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    slot int NOT NULL,
    device_id uuid NOT NULL,
    person_id uuid,
    missing boolean NOT NULL DEFAULT false,
    PRIMARY KEY (school_id, reservation_id, slot),
    FOREIGN KEY (school_id, reservation_id) REFERENCES cart_reservation (school_id, id)
  )`,
  `CREATE TABLE device_import (
    school_id uuid NOT NULL REFERENCES school (id),
    id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('uploaded', 'reading', 'ready', 'applying', 'applied', 'refused', 'failed', 'undoing', 'undone')),
    attempt int NOT NULL DEFAULT 0,
    fence int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    file_name text NOT NULL,
    file_path text,
    preset text NOT NULL CHECK (preset IN ('snipeit', 'google', 'intune', 'own')),
    /* field → header of the file */
    mapping jsonb NOT NULL,
    counts jsonb NOT NULL DEFAULT '{}',
    refusal jsonb,
    /* rows applied, or taken back while undoing; apply_after: the last line of them */
    applied int NOT NULL DEFAULT 0,
    apply_after int,
    passed_over int NOT NULL DEFAULT 0,
    kept int NOT NULL DEFAULT 0,
    started_by uuid,
    started_at timestamptz NOT NULL DEFAULT now(),
    ready_at timestamptz,
    finished_at timestamptz,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (school_id, id)
  )`,
  `CREATE INDEX device_import_work ON device_import (state) WHERE state IN ('uploaded', 'reading', 'applying', 'undoing')`,
  `CREATE TABLE device_import_row (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line int NOT NULL,
    device_id uuid NOT NULL,
    tag text NOT NULL,
    /* the fields the file gave, by name */
    wanted jsonb NOT NULL,
    change text NOT NULL DEFAULT 'added' CHECK (change IN ('added', 'changed', 'unchanged')),
    /* [{field, before, after}]: shown as the diff, and read backwards to undo it */
    fields jsonb,
    /* whom it is to be checked out to */
    holder_id uuid,
    /* the device's version when it was compared, and after it was applied: another one means that somebody changed it since */
    base_version int,
    applied_version int,
    check_out_id uuid,
    outcome text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'applied', 'passed_over', 'undone', 'kept')),
    PRIMARY KEY (school_id, import_id, line),
    FOREIGN KEY (school_id, import_id) REFERENCES device_import (school_id, id) ON DELETE CASCADE
  )`,
  /*
   * Rows staged a moment ago have no statistics, and without them the planner compares each row with every other. Only
   * the owner may have them counted, so the worker asks through this function.
   */
  `CREATE FUNCTION count_staged_devices() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
    AS $$ BEGIN ANALYZE device_import_row; END $$`,
  `CREATE TABLE device_import_problem (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number int NOT NULL,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    line int,
    column_name text,
    found text NOT NULL,
    expected text NOT NULL,
    PRIMARY KEY (school_id, import_id, number),
    FOREIGN KEY (school_id, import_id) REFERENCES device_import (school_id, id) ON DELETE CASCADE
  )`,
];

const undo = [
  `DROP FUNCTION count_staged_devices()`,
  `DROP TABLE device_import_problem, device_import_row, device_import, cart_seat, cart_reservation, cart_slot, cart, device_photo, repair, device_agreement, check_out, device_report`,
  `DROP INDEX device_shelf, device_model, device_state, device_loaner, device_tag_begins, device_tag_ends, device_serial_begins, device_serial_ends`,
  `ALTER TABLE device DROP COLUMN manufacturer, DROP COLUMN provider_id, DROP COLUMN location, DROP COLUMN note, DROP COLUMN loaner,
    DROP COLUMN shelf, DROP COLUMN warranty_until, DROP COLUMN last_seen_at, DROP COLUMN created_at`,
];
