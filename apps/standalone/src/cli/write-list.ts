const pageSize = 1_000;

/** A JSON list written page by page, so that a district's rows need not fit in memory. */
export async function writeList(
  write: (text: string) => void,
  pageOf: (page: { offset: number; limit: number }) => Promise<readonly object[]>,
): Promise<void> {
  write('[');
  for (let offset = 0; ; offset += pageSize) {
    const rows = await pageOf({ offset, limit: pageSize });
    if (rows.length > 0) write((offset === 0 ? '' : ',') + rows.map((row) => JSON.stringify(row)).join(','));
    if (rows.length < pageSize) break;
  }
  write(']');
}
