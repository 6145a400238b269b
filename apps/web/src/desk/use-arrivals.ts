import { useEffect, useRef } from 'react';
import type { SayOnDesk } from './actions/use-say-on-desk.js';
import type { DeskLine } from './line/use-desk-line.js';
import { chime } from './lease/chime.js';
import { useDeskSettings } from './desk-settings.js';

/** Own doings need no telling: a ticket chosen or acted on less than this ago came by the person's own hand. */
const ownMs = 4_000;
/** A row this old and unknown came from further back in the line, not in through the door. */
const newMs = 20_000;

/** Tells what came without the person doing anything: a ticket handed over, a claim that ran out, someone new. */
export function useArrivals(line: DeskLine, say: SayOnDesk, touchedAt: ReadonlyMap<string, number>): void {
  const { sound } = useDeskSettings();
  const before = useRef<{
    ids: ReadonlySet<string>;
    mine: ReadonlyMap<string, { code: string; expiresAt: string | null }>;
    waiting: number;
  } | null>(null);
  const { mine, waiting } = line.groups;
  const { rows, phase } = line;

  useEffect(() => {
    if (phase !== 'live') return;
    const last = before.current;
    before.current = {
      ids: new Set(rows.keys()),
      mine: new Map(mine.map((row) => [row.id, { code: row.code, expiresAt: row.claimExpiresAt }])),
      waiting: waiting.length,
    };
    if (last === null) return;
    const byOwnHand = (id: string): boolean => Date.now() - (touchedAt.get(id) ?? 0) < ownMs;
    for (const row of mine) if (!last.mine.has(row.id) && !byOwnHand(row.id)) say.gotOne(row.code);
    for (const [id, { code, expiresAt }] of last.mine) {
      const ranOut = expiresAt !== null && Date.parse(expiresAt) <= Date.now() + 1_000;
      if (ranOut && rows.get(id)?.state === 'waiting' && !byOwnHand(id)) say.lapsed(code);
    }
    const joined = waiting.filter((row) => !last.ids.has(row.id) && Date.now() - Date.parse(row.filedAt) < newMs).length;
    if (joined > 0) say.joined(joined);
    if (sound && last.waiting === 0 && waiting.length > 0) chime('joined');
  }, [mine, waiting, rows, phase, say, touchedAt, sound]);
}
