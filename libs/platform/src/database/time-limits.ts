/** What a statement of a click or a job may take; PostgreSQL ends it then. */
export const longestStatementMs = 60_000;

/**
 * An answer is waited for as long as the statement may take, and a little: over a connection that is dead and nobody was told, none
 * ever comes, and the system gives such a connection up after a quarter of an hour only.
 */
export const answeredWithin = (statementMs: number): number => statementMs + 5_000;
