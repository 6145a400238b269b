import { createHash } from 'node:crypto';

/** Whoever chooses a password waits no longer for an answer. */
const patienceMs = 2_000;

/**
 * How often a password stands in known leaks, by a server that answers as Have I Been Pwned's range API does
 * (haveibeenpwned.com/API/v3#PwnedPasswords). It is told five of the 40 hex digits of a SHA-1, which hundreds of leaked
 * passwords share, and answers the rest of each with its count, among made-up ones of count 0 that hide how many there are.
 * @throws Error when it gives no usable answer in time
 */
export async function timesLeaked(rangeUrl: string, password: string): Promise<number> {
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
  const answer = await fetch(`${rangeUrl}/${digest.slice(0, 5)}`, {
    headers: { 'add-padding': 'true', 'user-agent': 'Firstbell' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
  const line = (await answer.text()).split(/\r?\n/).find((one) => one.startsWith(`${digest.slice(5)}:`));
  return line === undefined ? 0 : Number(line.slice(line.indexOf(':') + 1));
}
