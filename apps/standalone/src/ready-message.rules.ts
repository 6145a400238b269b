import type { StandaloneEnv } from '@firstbell/platform';

export interface ReadyFacts {
  env: Pick<StandaloneEnv, 'HOST' | 'PORT' | 'PUBLIC_URL'>;
  /** Addresses of this computer in its networks. */
  networkAddresses: string[];
  /** Password of the demo accounts; `undefined` without a demo school. */
  demoPassword: string | undefined;
  setUpSecret: string | null;
}

/** What the person who started Firstbell reads when it is ready: where to go, and with which sign-in. */
export function readyMessage(facts: ReadyFacts): string {
  const address = addressOf(facts);
  const lines = [`Firstbell is ready at ${address}`, ''];
  if (facts.setUpSecret !== null) {
    lines.push(
      `  Set up your school    ${address}/set-up?token=${facts.setUpSecret}`,
      '                        (once, within a week; the first administrator is made there)',
      '',
    );
  }
  lines.push(
    `  Desk and coach        ${address}/`,
    `  Kiosk, for students   ${address}/kiosk   shows a code`,
    `  Board, on the wall    ${address}/board   shows a code`,
    '                        (the coach types that code under Coach → Screens)',
  );
  if (facts.demoPassword !== undefined) {
    lines.push(
      '',
      `  Demo sign-ins, all with the password  ${facts.demoPassword}`,
      '    coach@demo.example    reviews, figures, screens',
      '    assistant1@demo.example to assistant21@demo.example    the desk',
      '    admin@demo.example    settings, roster',
      '    student1@demo.example, student2@demo.example (Spanish)    a student’s own page',
    );
  }
  const elsewhere = isOpen(facts.env.HOST) ? [] : ['  Only this computer can open it. For the whole network: HOST=0.0.0.0 npm start'];
  return [...lines, '', ...elsewhere, '  Ctrl-C stops it; everything is kept.'].join('\n');
}

function addressOf({ env, networkAddresses }: ReadyFacts): string {
  if (env.PUBLIC_URL) return env.PUBLIC_URL.replace(/(?<!\/)\/+$/, '');
  const host = isOpen(env.HOST) ? (networkAddresses[0] ?? 'localhost') : env.HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}`;
}

function isOpen(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
