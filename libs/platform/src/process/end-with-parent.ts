const endWithinMs = 15_000;

/**
 * Ends this process in good order when it is told to, or when the process that started it is gone: a child must not
 * outlive `npm start`. What hangs is cut off.
 */
export function endWithParent(close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endWithinMs).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  process.on('disconnect', end);
}

/** Tells the parent, if there is one, that this process does its work now. */
export function tellReady(facts: Readonly<Record<string, string | number>> = {}): void {
  process.send?.({ type: 'ready', ...facts });
}
