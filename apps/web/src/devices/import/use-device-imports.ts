import { deviceOperations, type DeviceImport } from '@firstbell/contracts/devices';
import { useMemo, useState } from 'react';
import { call } from '../../api/call.js';
import { heardBaseline, listedAndHeard } from '../../realtime/listed-and-heard.rules.js';
import { useLiveRoom } from '../../realtime/use-live-room.js';

async function loadImports(signal: AbortSignal) {
  const { imports } = await call(deviceOperations.listDeviceImports, {}, { signal });
  return { rows: [], rest: imports };
}

/** The school's imports of devices, newest first and live: the worker goes on whether this page is open or not. */
export function useDeviceImports() {
  const room = useLiveRoom<readonly DeviceImport[]>({ room: 'imports', load: loadImports });
  const { rest, rows } = room;
  const [baseline, setBaseline] = useState({ rest, versions: heardBaseline(rows) });
  if (baseline.rest !== rest) setBaseline({ rest, versions: heardBaseline(rows) });
  const imports = useMemo(
    () =>
      rest === null
        ? null
        : listedAndHeard(rest, rows, baseline.versions, (change) => (change.kind === 'deviceImport' ? change.row : null)),
    [rest, rows, baseline],
  );
  return { imports, offline: room.phase === 'offline', error: room.error, asOf: room.asOf, refetch: room.refetch };
}
