import type { RosterImport } from '@firstbell/contracts/roster';
import { listedAndHeard, type HeardBaseline } from '../../realtime/listed-and-heard.rules.js';
import type { LiveRows } from '../../realtime/live-rows.rules.js';

export const importsNow = (listed: readonly RosterImport[], rows: LiveRows, baseline: HeardBaseline): readonly RosterImport[] =>
  listedAndHeard(listed, rows, baseline, (change) => (change.kind === 'import' ? change.row : null));
