import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Refusals that need no words in `codes`: nobody reads the server's own sentence about them on a screen. */
const withoutWords: Readonly<Record<string, readonly string[]>> = {
  'the desk says them by rules of its own, with the name of the holder (desk/actions/refusal.rules.ts)': [
    'ticket.already_claimed',
    'ticket.not_holder',
    'ticket.reason_needed',
    'ticket.escalated',
  ],
  'the hand-out says them by rules of its own, with a cure each (hand-out/flow/trouble.rules.ts)': [
    'hand_out.left_school',
    'hand_out.not_in_plan',
    'hand_out.no_plan',
    'hand_out.paused',
  ],
  'the kiosk files and looks up by rules of its own': [
    'scan.whose_laptop',
    'search.off',
    'search.too_short',
    'station.needed',
    'desk.not_yours',
    'ticket.code_not_reserved',
    'ticket.code_used',
    'ticket.id_reused',
  ],
  'the form for signing in says them, and every 401 elsewhere is “You are signed out”': [
    'session.needed',
    'sign_in.refused',
    'sign_in.code_wrong',
    'sign_in.second_factor_needed',
  ],
  'every 429 and every 5xx is said alike whatever its code': [
    'rate.exceeded',
    'socket.too_many',
    'server.failed',
    'server.away',
    'database.away',
    'sealing.wrong_key',
    'queues.no_store',
  ],
  'the page of the roster says them (settings/roster/refusal-words.rules.ts)': ['roster.too_large', 'roster.not_a_zip'],
  'the pages of operators and the gauges are in English only': ['queues.for_operators', 'metrics.not_permitted'],
  'no screen of ours sends what they refuse; only programs do': [
    'input.invalid',
    'input.not_json',
    'origin.foreign',
    'route.malformed',
    'route.not_permitted',
    'route.unknown',
    'room.desk_needed',
    'room.not_permitted',
    'devices.preview_too_large',
    'duty.not_yours',
    'feedback.reopen_but_fixed',
    'hand_out.which_person',
    'period.twice',
    'ticket.who',
  ],
};

const folders = [
  ...readdirSync(`${root}libs`).map((name) => `${root}libs/${name}/src`),
  ...['api', 'realtime', 'worker'].map((name) => `${root}apps/${name}/src`),
];

/** The codes written out where they are thrown; one put together from parts is not among them. */
function codesThrown(): Set<string> {
  const codes = new Set<string>();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const source = readFileSync(`${folder}/${name}`, 'utf8');
      for (const [, code] of source.matchAll(/new FirstbellError\(\s*'([^']+)'/g)) codes.add(String(code));
      for (const [, what] of source.matchAll(/\bnotFound\(\s*'([^']+)'/g)) codes.add(`${String(what)}.not_found`);
    }
  }
  return codes;
}

function codesWithWords(language: string): Set<string> {
  const { codes } = JSON.parse(readFileSync(`${root}apps/web/src/locales/${language}/errors.json`, 'utf8')) as { codes: object };
  return new Set(Object.keys(codes));
}

describe('what the server refuses is said in the language of the screen', () => {
  const thrown = codesThrown();
  const excused = Object.values(withoutWords).flat();

  it('finds the refusals where they are thrown', () => {
    expect([...thrown]).toEqual(expect.arrayContaining(['scan.unknown', 'ticket.not_found', 'device.tag_taken']));
  });

  for (const language of ['en', 'es']) {
    it(`has words in ${language} for every refusal that people meet`, () => {
      const words = codesWithWords(language);
      const silent = [...thrown].filter((code) => !words.has(code.replaceAll('.', '_')) && !excused.includes(code));
      expect(silent.sort()).toEqual([]);
    });
  }

  it('excuses only refusals that are thrown and have no words', () => {
    const words = codesWithWords('en');
    expect(excused.filter((code) => !thrown.has(code) || words.has(code.replaceAll('.', '_')))).toEqual([]);
  });
});
