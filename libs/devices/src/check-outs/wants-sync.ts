import type { Tx } from '@firstbell/platform';

/** Whether the school has a device-management provider that has to be told who has what. */
export async function wantsSync(tx: Tx): Promise<boolean> {
  const row = await tx.first(
    `SELECT 1 FROM directory_provider WHERE school_id = $1 AND coalesce(config->'deviceManagement', 'null') NOT IN ('null', 'false')`,
    [tx.schoolId],
  );
  return row !== undefined;
}
