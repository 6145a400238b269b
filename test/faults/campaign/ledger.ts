/** What of everything that was acknowledged is not there, or is there twice, and what people were told that was not so. */
export interface Ledger {
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly untrue: readonly string[];
}

export function together(ledgers: readonly Ledger[]): Ledger {
  return {
    acknowledged: ledgers.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    lost: ledgers.flatMap(({ lost }) => lost),
    doubled: ledgers.flatMap(({ doubled }) => doubled),
    untrue: ledgers.flatMap(({ untrue }) => untrue),
  };
}

export const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

/** What was said since. */
export function untrueSince(before: Ledger, { untrue }: Ledger): string[] {
  const known = [...before.untrue];
  return untrue.filter((untruth) => {
    const at = known.indexOf(untruth);
    if (at !== -1) known.splice(at, 1);
    return at === -1;
  });
}
