import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import type { DeviceLayout } from './device-presets.rules.js';

/** What the columns are called in this file, for reports. */
export interface ColumnNames {
  readonly tag: string;
  readonly serial: string;
  readonly model: string;
  readonly status: string;
  readonly holder: string;
}

export interface DeviceDiffCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly handedOut: number;
  readonly errors: number;
  readonly warnings: number;
}

/*
 * Which known device a row means. The serial number is the hardware and decides; the tag is a sticker and decides only
 * where no device has the serial number. A row that says two different things of two devices is not used at all.
 */
const match = `
  CREATE TEMPORARY TABLE device_match ON COMMIT DROP AS
  SELECT r.line, r.tag, r.wanted->>'serial' AS serial, s.ids[1] AS by_serial, coalesce(cardinality(s.ids), 0) AS serials,
    t.id AS by_tag, t.serial AS tag_serial, coalesce(s.ids[1], t.id) AS known
  FROM device_import_row r
  LEFT JOIN (
    SELECT upper(serial) AS serial, array_agg(id) AS ids FROM device WHERE school_id = $1 AND serial IS NOT NULL GROUP BY 1
  ) s ON s.serial = r.wanted->>'serial'
  LEFT JOIN (
    SELECT DISTINCT ON (lower(tag)) lower(tag) AS tag, id, serial FROM device WHERE school_id = $1 ORDER BY lower(tag), tag
  ) t ON t.tag = lower(nullif(r.tag, ''))
  WHERE r.school_id = $1 AND r.import_id = $2`;

const report = (severity: 'error' | 'warning', query: string): string => `
  INSERT INTO device_import_problem (school_id, import_id, number, severity, line, column_name, found, expected)
  SELECT $1::uuid, $2::uuid, (SELECT coalesce(max(number), 0) FROM device_import_problem WHERE school_id = $1 AND import_id = $2)
    + row_number() OVER (ORDER BY p.line), '${severity}', p.line, p.column_name, left(p.found, 80), p.expected
  FROM (${query}) AS p (line, column_name, found, expected)`;

const contradictory = `m.serials > 1 OR (m.by_serial IS NOT NULL AND m.by_tag IS NOT NULL AND m.by_tag <> m.by_serial AND NOT $6::boolean)
    OR (m.by_serial IS NULL AND m.by_tag IS NOT NULL AND m.serial IS NOT NULL AND m.tag_serial IS NOT NULL)`;

/* $3 header of the tag, $4 of the serial number, $5 of the model, $6 whether a tag is only a name, $7 the model of a new device without one */
const unusable = report(
  'error',
  `
  SELECT m.line, CASE WHEN m.serials > 1 THEN $4::text WHEN m.by_tag IS DISTINCT FROM m.known THEN $3::text ELSE $4::text END,
    CASE WHEN m.serials > 1 OR m.by_tag = m.known THEN m.serial ELSE m.tag END,
    CASE WHEN m.serials > 1 THEN 'a serial number that one device has (several have this one)'
         WHEN m.by_tag IS DISTINCT FROM m.known THEN 'the tag of the device with this serial number, or one that no other device has'
         ELSE 'the serial number of the device with this tag: ' || m.tag_serial END
  FROM device_match m
  WHERE ${contradictory}
  UNION ALL
  SELECT m.line, $5::text, 'nothing', 'a model, since this device is new here'
  FROM device_match m JOIN device_import_row r ON r.school_id = $1 AND r.import_id = $2 AND r.line = m.line
  WHERE m.known IS NULL AND r.wanted->>'model' IS NULL AND $7::text IS NULL
  UNION ALL
  SELECT line, $3::text, coalesce(nullif(tag, ''), serial), 'a device of its own (line ' || first || ' means the same, and was read)'
  FROM (SELECT line, tag, serial, known, min(line) OVER (PARTITION BY known) AS first FROM device_match m WHERE known IS NOT NULL AND NOT (${contradictory})) twice
  WHERE line > first`,
);

const dropUnusable = `
  DELETE FROM device_import_row r USING device_import_problem p
  WHERE r.school_id = $1 AND r.import_id = $2 AND p.school_id = $1 AND p.import_id = $2 AND p.severity = 'error' AND p.line = r.line`;

/* A tag that is only a name is the serial number's stand-in; what is known keeps its own. */
const settleKnown = `
  UPDATE device_import_row r SET device_id = coalesce(m.known, r.device_id), base_version = d.version,
    tag = CASE WHEN d.id IS NULL THEN coalesce(nullif(r.tag, ''), r.wanted->>'serial') WHEN r.tag = '' OR $3 OR lower(r.tag) = lower(d.tag) THEN d.tag ELSE r.tag END,
    wanted = CASE WHEN d.id IS NULL AND r.wanted->>'model' IS NULL THEN r.wanted || jsonb_build_object('model', $4::text) ELSE r.wanted END
  FROM device_match m LEFT JOIN device d ON d.school_id = $1 AND d.id = m.known
  WHERE r.school_id = $1 AND r.import_id = $2 AND m.line = r.line`;

/* A serial number that stands for a missing tag may be another device's tag. */
const takenTag = report(
  'error',
  `
  SELECT r.line, $3::text, r.tag, 'a tag that no other device has' FROM device_import_row r
  JOIN device d ON d.school_id = $1 AND d.tag = r.tag AND d.id <> r.device_id WHERE r.school_id = $1 AND r.import_id = $2
  UNION ALL
  SELECT line, $3::text, tag, 'a tag of its own (line ' || first || ' has the same, and was read)'
  FROM (SELECT line, tag, min(line) OVER (PARTITION BY tag) AS first FROM device_import_row WHERE school_id = $1 AND import_id = $2) twice WHERE line > first`,
);

/* Whom the row names: by e-mail or user name, active, and nobody else has it. */
const holders = `
  CREATE TEMPORARY TABLE device_named ON COMMIT DROP AS
  WITH known AS (
    SELECT name, (array_agg(DISTINCT id))[1] AS id, count(DISTINCT id) AS people FROM (
      SELECT lower(email) AS name, id FROM person WHERE school_id = $1 AND status = 'active' AND email IS NOT NULL
      UNION ALL SELECT lower(username), id FROM person WHERE school_id = $1 AND status = 'active' AND username IS NOT NULL
    ) every GROUP BY 1
  )
  SELECT r.line, coalesce(r.wanted->>'holderEmail', r.wanted->>'holderUsername') AS said,
    CASE WHEN e.people = 1 THEN e.id WHEN e.people IS NULL AND u.people = 1 THEN u.id END AS person_id
  FROM device_import_row r
  LEFT JOIN known e ON e.name = r.wanted->>'holderEmail'
  LEFT JOIN known u ON u.name = r.wanted->>'holderUsername'
  WHERE r.school_id = $1 AND r.import_id = $2 AND (r.wanted ? 'holderEmail' OR r.wanted ? 'holderUsername')`;

const free = `(d.id IS NULL OR (d.holder_id IS NULL AND d.state IN ('in_use', 'spare') AND NOT d.loaner
    AND NOT EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = $1 AND c.device_id = d.id AND c.in_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM repair o WHERE o.school_id = $1 AND o.device_id = d.id AND o.closed_at IS NULL)))`;
const outOfService = `coalesce(r.wanted->>'status', '') = 'retired'`;

const settleHolders = `
  UPDATE device_import_row r SET holder_id = n.person_id
  FROM device_named n LEFT JOIN person p ON p.school_id = $1 AND p.id = n.person_id, device_import_row x LEFT JOIN device d ON d.school_id = $1 AND d.id = x.device_id
  WHERE r.school_id = $1 AND r.import_id = $2 AND n.line = r.line AND x.school_id = $1 AND x.import_id = $2 AND x.line = r.line
    AND p.id IS NOT NULL AND ${free} AND NOT ${outOfService}`;

/* $3 header of the holder, $4 of the status */
const doubtful = report(
  'warning',
  `
  SELECT r.line, $3::text, n.said, CASE
    WHEN n.person_id IS NULL THEN 'the e-mail address or user name of one person at this school; the device was read without its holder'
    WHEN ${outOfService} THEN 'no holder, since the device is out of service'
    WHEN h.id IS NOT NULL THEN 'whoever has it here: ' || h.display_name || '. Check it in first'
    ELSE 'a device that can be handed out; it is lost, stolen, in repair, retired or a loaner here' END
  FROM device_import_row r JOIN device_named n ON n.line = r.line
  LEFT JOIN device d ON d.school_id = $1 AND d.id = r.device_id LEFT JOIN person h ON h.school_id = $1 AND h.id = d.holder_id
  WHERE r.school_id = $1 AND r.import_id = $2 AND r.holder_id IS NULL AND (n.person_id IS NULL OR d.holder_id IS DISTINCT FROM n.person_id)
  UNION ALL
  SELECT r.line, $4::text, r.wanted->>'status', 'a device ready for use; open its repair here once it is imported'
  FROM device_import_row r WHERE r.school_id = $1 AND r.import_id = $2 AND r.base_version IS NULL AND r.wanted->>'status' = 'repair'`,
);

/* A blank cell says nothing, and a file takes no device out of service that somebody has. */
const compare = `
  UPDATE device_import_row r SET fields = c.fields, change = CASE WHEN c.id IS NULL THEN 'added' WHEN c.fields IS NULL THEN 'unchanged' ELSE 'changed' END
  FROM (
    SELECT r.line, d.id, (
      SELECT jsonb_agg(jsonb_build_object('field', v.field, 'before', v.before, 'after', v.after) ORDER BY v.place)
      FROM (VALUES
        (1, 'tag', d.tag, r.tag), (2, 'serial', d.serial, r.wanted->>'serial'), (3, 'model', d.model, r.wanted->>'model'),
        (4, 'manufacturer', d.manufacturer, r.wanted->>'manufacturer'), (5, 'location', d.location, r.wanted->>'location'),
        (6, 'note', d.note, r.wanted->>'note'), (7, 'warrantyUntil', to_char(d.warranty_until, 'YYYY-MM-DD'), r.wanted->>'warrantyUntil'),
        (8, 'providerId', d.provider_id, r.wanted->>'providerId'),
        (9, 'state', d.state, CASE WHEN r.holder_id IS NOT NULL THEN 'in_use' WHEN ${outOfService} AND d.state = 'spare' AND d.holder_id IS NULL THEN 'retired' END),
        (10, 'holder', NULL, h.display_name)
      ) AS v (place, field, before, after) WHERE d.id IS NOT NULL AND v.after IS NOT NULL AND v.before IS DISTINCT FROM v.after
    ) AS fields
    FROM device_import_row r
    LEFT JOIN device d ON d.school_id = $1 AND d.id = r.device_id
    LEFT JOIN person h ON h.school_id = $1 AND h.id = r.holder_id
    WHERE r.school_id = $1 AND r.import_id = $2
  ) c WHERE r.school_id = $1 AND r.import_id = $2 AND r.line = c.line`;

const counts = `
  SELECT count(*) FILTER (WHERE change = 'added')::int AS added, count(*) FILTER (WHERE change = 'changed')::int AS changed,
    count(*) FILTER (WHERE change = 'unchanged')::int AS unchanged, count(holder_id)::int AS "handedOut",
    (SELECT count(*)::int FROM device_import_problem WHERE school_id = $1 AND import_id = $2 AND severity = 'error') AS errors,
    (SELECT count(*)::int FROM device_import_problem WHERE school_id = $1 AND import_id = $2 AND severity = 'warning') AS warnings
  FROM device_import_row WHERE school_id = $1 AND import_id = $2`;

/** What the staged rows would change. */
@Injectable()
export class DeviceDiffStore {
  /** Settles what each staged row means, and reports those that mean nothing. In the transaction that ends the reading. */
  async compare(tx: Tx, importId: string, { tagIsOnlyAName, modelOtherwise }: DeviceLayout, names: ColumnNames): Promise<DeviceDiffCounts> {
    const of = [tx.schoolId, importId];
    await tx.rows(match, of);
    await tx.rows('ANALYZE device_match');
    await tx.rows(unusable, [...of, names.tag, names.serial, names.model, tagIsOnlyAName, modelOtherwise]);
    await tx.rows(dropUnusable, of);
    await tx.rows(settleKnown, [...of, tagIsOnlyAName, modelOtherwise]);
    await tx.rows(takenTag, [...of, names.tag]);
    await tx.rows(dropUnusable, of);
    await tx.rows(holders, of);
    await tx.rows('ANALYZE device_named');
    await tx.rows(settleHolders, of);
    await tx.rows(doubtful, [...of, names.holder, names.status]);
    await tx.rows(compare, of);
    const counted = await tx.first<DeviceDiffCounts & Record<string, unknown>>(counts, of);
    if (counted === undefined) throw new Error('An aggregate answers one row.');
    return counted;
  }
}
