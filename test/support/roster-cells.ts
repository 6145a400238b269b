/** A row as RFC 4180 CSV, without its line end. */
export function cellsOf(row: Readonly<Record<string, string>>, columns: readonly string[]): string {
  return columns.map((column) => csvCell(row[column] ?? '')).join(',');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
