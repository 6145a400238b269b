import type { LineRow } from '@firstbell/contracts/tickets';
import { isHeldBy } from '../line/line-groups.rules.js';

export const panelActions = [
  'take',
  'resolve',
  'hold',
  'escalate',
  'handOver',
  'extend',
  'bench',
  'release',
  'comeBack',
  'reopen',
  'cancel',
  'note',
] as const;
export type PanelAction = (typeof panelActions)[number];

export interface Who {
  readonly id: string;
  readonly isCoach: boolean;
}

const working: readonly PanelAction[] = ['resolve', 'hold', 'escalate', 'handOver', 'extend', 'bench', 'release', 'cancel', 'note'];

/** What this person can do with the ticket as it stands; the server has the last word. */
export function possible(row: LineRow, who: Who): readonly PanelAction[] {
  switch (row.state) {
    case 'waiting':
      return ['take', 'cancel'];
    case 'claimed':
      return isHeldBy(row, who.id) || who.isCoach ? working : [];
    case 'held':
      return ['comeBack', 'take', 'cancel'];
    case 'escalated':
      return who.isCoach ? ['take', 'cancel'] : [];
    case 'resolved':
    case 'cancelled':
      return ['reopen'];
  }
}
