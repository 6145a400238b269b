const MEBIBYTE = 1024 * 1024;

/**
 * What a roster zip may weigh. A state of a million students is about 1.2 GB of CSV in a zip of about 150 MB, so a file
 * beyond these limits is a mistake or an attack.
 */
export interface RosterLimits {
  /** Bytes of the zip as it lies on the disk. */
  readonly zipBytes: number;
  /** Bytes of one unpacked file; counted while unpacking, since a zip may lie about its sizes. */
  readonly fileBytes: number;
  /** Bytes of all unpacked files together. */
  readonly totalBytes: number;
  /** Unpacked bytes for each packed one. Roster CSV packs 5 to 40 times; a zip bomb up to 1,032 times. */
  readonly ratio: number;
  /** A file smaller than this (unpacked bytes) may be packed as tightly as it likes. */
  readonly ratioFromBytes: number;
  /** Files in the zip, read or not. */
  readonly entries: number;
}

export const ROSTER_LIMITS: RosterLimits = {
  zipBytes: 200 * MEBIBYTE,
  fileBytes: 1024 * MEBIBYTE,
  totalBytes: 2048 * MEBIBYTE,
  ratio: 200,
  ratioFromBytes: 8 * MEBIBYTE,
  entries: 5000,
};
