/** Why Firstbell could not start, in words for the person at the terminal: what is wrong, then what to do. */
export class StartFailure extends Error {
  constructor(
    /** Stable, for tests and for `firstbell doctor`. */
    readonly code: StartFailureCode,
    readonly what: string,
    readonly cure: string,
  ) {
    super(`${what}\n  What to do: ${cure}`);
    this.name = 'StartFailure';
  }
}

export type StartFailureCode =
  | 'start.already_running'
  | 'start.port_taken'
  | 'start.process_failed'
  | 'data.disk_full'
  | 'data.not_writable'
  | 'data.moved_away'
  | 'data.wrong_owner'
  | 'postgres.binaries_missing'
  | 'postgres.cannot_run'
  | 'postgres.credentials_missing'
  | 'postgres.credentials_refused'
  | 'postgres.port_taken'
  | 'postgres.still_in_use'
  | 'postgres.other_version'
  | 'postgres.out_of_memory'
  | 'postgres.damaged'
  | 'postgres.failed';
