import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const keepBytes = 10_000_000;

/** PostgreSQL's own log. It is handed to the server as an open file, so it outlives us and needs no rights of its user. */
export class ServerLog {
  private readonly path: string;

  constructor(home: string) {
    this.path = join(home, 'postgres.log');
  }

  /** Begins a new file when the last one has grown large; one old file is kept. */
  open(): OpenLog {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > keepBytes) renameSync(this.path, `${this.path}.1`);
    const file = openSync(this.path, 'a', 0o600);
    const start = size > keepBytes ? 0 : size;
    return {
      file,
      close: () => closeSync(file),
      textSinceOpened: () => readFileSync(this.path).subarray(start).toString('utf8'),
    };
  }
}

export interface OpenLog {
  file: number;
  close(): void;
  textSinceOpened(): string;
}
