export interface TrafficOptions {
  readonly base: string;
  /** Minutes of the school day that pass in one real minute. */
  readonly speed: number;
  /** How much of the school day is played, in its own minutes. */
  readonly minutes: number;
}

const wholeDay = 394;

export const trafficHelp = `Plays a school day against a running demo school.

  npm run demo:traffic -- [options]
    --base URL      where Firstbell runs (http://127.0.0.1:3000); only on this computer
    --speed N       minutes of school in one real minute, 1 to 600 (60)
    --minutes N     how much of the day, 1 to ${String(wholeDay)} (${String(wholeDay)}: first to last bell)

The password of the demo accounts comes from FIRSTBELL_DEMO_PASSWORD, else from the data folder of \`npm start\`.
`;

/** @throws Error naming the option and what it takes. */
export function trafficOptions(args: readonly string[]): TrafficOptions {
  const values = new Map([
    ['--base', 'http://127.0.0.1:3000'],
    ['--speed', '60'],
    ['--minutes', String(wholeDay)],
  ]);
  for (let at = 0; at < args.length; at += 2) {
    const [name = '', value] = args.slice(at, at + 2);
    if (!values.has(name)) throw new Error(`${name} is no option of demo:traffic. Try --help.`);
    if (value === undefined) throw new Error(`${name} needs a value. Try --help.`);
    values.set(name, value);
  }
  const number = (name: string, most: number): number => {
    const value = Number(values.get(name));
    if (!(value >= 1 && value <= most)) throw new Error(`${name} takes a number from 1 to ${String(most)}.`);
    return value;
  };
  return { base: loopbackOnly(values.get('--base') ?? ''), speed: number('--speed', 600), minutes: number('--minutes', wholeDay) };
}

/** Made-up tickets must not reach a school by a slip of the keyboard. */
function loopbackOnly(base: string): string {
  const host = URL.canParse(base) ? new URL(base).hostname : '';
  if (!['localhost', '127.0.0.1', '[::1]'].includes(host))
    throw new Error(`--base takes an address on this computer, like http://127.0.0.1:3000; not ${base}.`);
  return base.replace(/(?<!\/)\/+$/, '');
}
