/** Columns of a device row `d` with its holder `h`, as the contract calls them. */
export const rowColumns = `d.id, d.tag, d.serial, d.model, d.manufacturer, d.state,
  CASE WHEN h.id IS NULL THEN NULL ELSE json_build_object('id', h.id, 'name', h.display_name) END AS holder, d.location, d.loaner, d.version`;

export const fromDevices = `device d LEFT JOIN person h ON h.school_id = d.school_id AND h.id = d.holder_id`;

export const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A person `alias` as others may see them, or null. */
export const brief = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object('id', ${alias}.id, 'name', ${alias}.display_name) END`;
