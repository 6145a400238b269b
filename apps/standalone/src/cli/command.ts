/** What a command was typed with, and where it may write. */
export interface CommandInput {
  readonly args: readonly string[];
  /** The answer: lines for people, or one JSON value with `--json`. */
  readonly write: (text: string) => void;
  /** What goes on meanwhile; never part of the answer. */
  readonly say: (line: string) => void;
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Answers the exit code: 0 done, 1 not possible. */
  readonly run: (input: CommandInput) => Promise<number>;
}

/** The command was typed in a way it does not understand; shown with a pointer to its help, exit code 2. */
export class UsageError extends Error {}
