const ofAll = { student: '', credential: '', checkOut: '' };

/**
 * Every student of the plans `$2` of school `$1` with their facts as one word (read by `factsOf`) and when the last of
 * the plan's steps was done. Whoever left the school is no longer part of a hand-out; a collection is about them, too,
 * and about laptops that were handed out before Firstbell recorded it.
 * `ofOne` is added where one person alone is asked for, so that nobody else's check-outs are read. Account and password are
 * read from their tables: the view `account_progress` looks up each person's last password by itself, which is dear for thousands.
 */
export const studentFacts = (ofOne = ofAll): string => `
  SELECT r.id AS plan_id, r.direction, r.started_at, s.person_id, p.display_name, p.search_name, p.grade, coalesce(p.homeroom, '') COLLATE "C" AS homeroom,
    p.status = 'removed' AS left_school,
    concat_ws('|', coalesce(a.state, 'none'), CASE WHEN w.waits THEN 'made' WHEN w.delivered_at IS NULL THEN 'none' ELSE 'delivered' END,
      coalesce(m.state, 'none'), coalesce(v.state, 'none'), coalesce(b.state, 'none'),
      CASE WHEN d.is_out THEN 'out' WHEN d.in_at >= r.started_at THEN 'returned' ELSE 'none' END) COLLATE "C" AS facts,
    greatest(
      CASE WHEN 'account' = ANY (r.steps) THEN a.ready_at END,
      CASE WHEN 'credentials' = ANY (r.steps) THEN w.delivered_at END,
      CASE WHEN 'video' = ANY (r.steps) THEN v.at END,
      CASE WHEN 'basics' = ANY (r.steps) THEN b.at END,
      CASE WHEN 'hand_out' = ANY (r.steps) THEN d.out_at END,
      CASE WHEN 'collect' = ANY (r.steps) THEN d.in_at END) AS last_at,
    coalesce(r.direction = 'collection' AND d.charger_missing, false) AS charger_missing,
    coalesce(r.direction = 'collection' AND d.came_damaged, false) AS came_damaged
  FROM rollout_plan r
  JOIN rollout_student s ON s.school_id = r.school_id AND s.plan_id = r.id AND s.cancelled_at IS NULL
  JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id
  LEFT JOIN directory_account a ON r.steps && ARRAY['account', 'credentials'] AND a.school_id = s.school_id AND a.person_id = s.person_id
  LEFT JOIN (
    SELECT c.person_id, bool_or(c.delivered_at IS NULL) AS waits, max(c.delivered_at) AS delivered_at
    FROM credential c WHERE c.school_id = $1 ${ofOne.credential} GROUP BY c.person_id
  ) w ON w.person_id = s.person_id
  LEFT JOIN mailing l ON l.school_id = r.school_id AND l.plan_id = r.id
  LEFT JOIN mail_item m ON m.school_id = l.school_id AND m.mailing_id = l.id AND m.person_id = s.person_id
  LEFT JOIN rollout_mark v ON v.school_id = s.school_id AND v.plan_id = s.plan_id AND v.person_id = s.person_id AND v.step = 'video'
  LEFT JOIN rollout_mark b ON b.school_id = s.school_id AND b.plan_id = s.plan_id AND b.person_id = s.person_id AND b.step = 'basics'
  LEFT JOIN (
    SELECT q.id AS plan_id, c.person_id, bool_or(c.in_at IS NULL) AS is_out, max(c.out_at) FILTER (WHERE c.in_at IS NULL) AS out_at, max(c.in_at) AS in_at,
      bool_or(c.charger AND NOT c.in_charger AND c.in_at >= q.started_at) AS charger_missing,
      bool_or(c.in_condition = 'damaged' AND c.in_at >= q.started_at) AS came_damaged
    FROM (
      SELECT person_id, out_at, in_at, charger, in_charger, in_condition, false AS unrecorded FROM check_out WHERE school_id = $1 AND kind = 'assigned'
      UNION ALL SELECT holder_id, created_at, NULL, NULL, NULL, NULL, true FROM device
      WHERE school_id = $1 AND holder_id IS NOT NULL AND NOT loaner AND state IN ('in_use', 'in_repair')
    ) c JOIN rollout_plan q ON q.school_id = $1 AND q.id = ANY ($2::uuid[]) AND (q.direction = 'collection' OR NOT c.unrecorded)
    WHERE true ${ofOne.checkOut} GROUP BY q.id, c.person_id
  ) d ON d.plan_id = r.id AND d.person_id = s.person_id
  WHERE r.school_id = $1 AND r.id = ANY ($2::uuid[]) ${ofOne.student}`;

/** The roster writes a period as its name or its number, the bell schedule as the school calls it. */
const classesOfPeriods = `period pe
  JOIN class c ON c.school_id = pe.school_id AND c.status = 'active' AND EXISTS (
    SELECT 1 FROM unnest(c.periods) AS said WHERE lower(said) = lower(pe.name) OR said = regexp_replace(pe.name, '\\D', '', 'g'))
  JOIN enrollment e ON e.school_id = c.school_id AND e.class_id = c.id AND e.status = 'active' AND e.role = 'student'`;

/** Who of school `$1` has a class in which period. Two of one period (A and B days) are one, the classes and the bells. */
export const inClass = `SELECT DISTINCT e.person_id, pe.id AS period_id FROM ${classesOfPeriods} WHERE pe.school_id = $1 AND pe.removed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM period o WHERE o.school_id = pe.school_id AND o.removed_at IS NULL AND lower(o.name) = lower(pe.name)
    AND (o.starts_at, o.id) < (pe.starts_at, pe.id))`;

/** In which room each student of school `$1` sits in the period that is parameter `period`. */
export const whereabouts = (period: string): string => `
  SELECT DISTINCT ON (e.person_id) e.person_id, c.location FROM ${classesOfPeriods} WHERE pe.school_id = $1 AND pe.id = ${period}
  ORDER BY e.person_id, c.id`;
