import { rosterOperations, type RosterImport } from '@firstbell/contracts/roster';
import { useMemo, useState } from 'react';
import { call } from '../../api/call.js';
import { heardBaseline } from '../../realtime/listed-and-heard.rules.js';
import { useLiveRoom } from '../../realtime/use-live-room.js';
import { importsNow } from './imports-now.rules.js';

export interface Imports {
  /** Newest first; null until the first list came. */
  readonly imports: readonly RosterImport[] | null;
  readonly offline: boolean;
  readonly error: unknown;
  readonly asOf: number | null;
  readonly refetch: () => void;
}

async function loadImports(signal: AbortSignal) {
  const { imports } = await call(rosterOperations.listRosterImports, {}, { signal });
  return { rows: [], rest: imports };
}

/** The imports of the school, live: reading and applying go on in the worker whether this page is open or not. */
export function useImports(): Imports {
  const room = useLiveRoom<readonly RosterImport[]>({ room: 'imports', load: loadImports });
  const { rest, rows } = room;
  const [baseline, setBaseline] = useState({ rest, versions: heardBaseline(rows) });
  if (baseline.rest !== rest) setBaseline({ rest, versions: heardBaseline(rows) });
  const imports = useMemo(() => (rest === null ? null : importsNow(rest, rows, baseline.versions)), [rest, rows, baseline]);
  return { imports, offline: room.phase === 'offline', error: room.error, asOf: room.asOf, refetch: room.refetch };
}
