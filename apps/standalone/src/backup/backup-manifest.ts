import * as z from 'zod';

/** What a backup says about itself, in its file `manifest.json`. */
export const backupManifest = z.object({
  format: z.literal(1),
  /** When its one snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** Names of the migrations its tables had, oldest first. */
  migrations: z.array(z.string()).min(1),
  /** Rows of each table, which is in the file `<table>.csv`. */
  tables: z.record(z.string(), z.number().int().min(0)),
});
export type BackupManifest = z.output<typeof backupManifest>;

export const manifestFile = 'manifest.json';
export const fileOfTable = (table: string): string => `${table}.csv`;

export const rowsOf = ({ tables }: BackupManifest): number => Object.values(tables).reduce((sum, rows) => sum + rows, 0);
