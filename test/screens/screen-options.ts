import type { Situation } from './picture-plan.js';

export interface ScreenOptions {
  /** Pages whose name holds one of these; all without. */
  readonly only: readonly string[];
  readonly situation: Situation | null;
}

const situations: readonly Situation[] = ['full', 'empty', 'failing', 'offline', 'loading'];

export const screensHelp = `Writes a picture of every page to screens/.

  npm run screens -- [options]
    --only TEXT         only pages whose name holds TEXT (desk, kiosk-3, settings); may be repeated
    --situation NAME    only ${situations.join(', ')}
`;

/** @throws Error naming the option and what it takes. */
export function screenOptions(args: readonly string[]): ScreenOptions {
  const only: string[] = [];
  let situation: Situation | null = null;
  for (let at = 0; at < args.length; at += 2) {
    const [name = '', value = ''] = args.slice(at, at + 2);
    const found = situations.find((one) => one === value);
    if (name === '--only' && value !== '') only.push(value);
    else if (name === '--situation' && found !== undefined) situation = found;
    else throw new Error(`${name} ${value} is not understood.\n${screensHelp}`);
  }
  return { only, situation };
}
