import { parseArgs } from 'node:util';

export const profiles = ['embedded', 'scaled'] as const;
export type LoadProfile = (typeof profiles)[number];

export interface LoadOptions {
  readonly schools: number;
  /** Of our time. */
  readonly minutes: number;
  readonly profile: LoadProfile;
  /** Minutes of school in one of ours. */
  readonly speed: number;
  /** Where the figures are written as JSON, too. */
  readonly json: string | undefined;
  /** Screens to open instead of playing; 0: the day is played. */
  readonly screens: number;
}

export const loadHelp = `Starts Firstbell, founds schools and plays their day with kiosks, assistants, boards and coaches.

  npm run load -- [options]
    --schools N     how many, 1 to 200 (1): a single one has 4,200 students, several have 800 each
    --minutes N     how long the day is played, up to 60 (5), beside about one minute that measures the costs one by one
    --speed N       minutes of school in one of these, 1 to 600 (10)
    --profile P     scaled: two of each process, Redis and nginx; embedded: the processes of npm start (scaled)
    --json FILE     the figures, too
    --screens N     plays nothing: opens so many screens, ten a school, up to 18000; tells who holds them at what cost, how soon
                    they have news, and how soon they are back when a realtime process ends and when one is killed
`;

/** @throws Error naming the option and what it takes. */
export function loadOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schools: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '5' },
      speed: { type: 'string', default: '10' },
      profile: { type: 'string', default: 'scaled' },
      json: { type: 'string' },
      screens: { type: 'string', default: '0' },
    },
  });
  const number = (name: 'schools' | 'minutes' | 'speed' | 'screens', least: number, most: number): number => {
    const value = Number(values[name]);
    if (!(value >= least && value <= most)) throw new Error(`--${name} takes a number from ${least} to ${most}, not ${values[name]}.`);
    return value;
  };
  const profile = profiles.find((one) => one === values.profile);
  if (profile === undefined) throw new Error(`--profile takes ${profiles.join(' or ')}, not ${values.profile}.`);
  return {
    schools: Math.floor(number('schools', 1, 200)),
    minutes: number('minutes', 0.1, 60),
    speed: number('speed', 1, 600),
    profile,
    json: values.json,
    screens: Math.floor(number('screens', 0, 18_000)),
  };
}
