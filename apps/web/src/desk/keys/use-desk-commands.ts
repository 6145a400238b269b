import { useState } from 'react';
import { searchFieldId } from '../bar/action-row.js';
import type { DeskView } from '../desk-context.js';
import { useDeskSettings } from '../desk-settings.js';
import { runningOut } from '../line/clock.rules.js';
import type { SteadyView } from '../line/use-steady-line.js';
import type { TicketSearch } from '../line/use-ticket-search.js';
import { type PanelAction, possible } from '../panel/possible.rules.js';
import { doAction } from '../panel/do-action.js';
import type { DeskCommand } from './desk-keys.rules.js';
import { useDeskKeys } from './use-desk-keys.js';

interface Around {
  readonly view: DeskView;
  readonly steady: SteadyView;
  readonly search: TicketSearch;
  /** Back to the line: closes what lies beside or over it. */
  readonly leave: () => void;
}

const actionOf: Partial<Record<DeskCommand, PanelAction>> = {
  take: 'take',
  resolve: 'resolve',
  hold: 'hold',
  escalate: 'escalate',
  handOver: 'handOver',
  extend: 'extend',
  bench: 'bench',
  release: 'release',
  note: 'note',
};

/** Carries out what the keys say. Answers a count that grows with every move through the line. */
export function useDeskCommands({ view, steady, search, leave }: Around): number {
  const { singleKeys } = useDeskSettings();
  const [moved, setMoved] = useState(0);

  const move = (step: 1 | -1): void => {
    const { ids } = steady;
    if (ids.length === 0) return;
    const from = view.chosen === null ? -1 : ids.indexOf(view.chosen.id);
    const to = from < 0 ? (step === 1 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, from + step));
    steady.holdBriefly();
    view.look(ids[to] ?? null);
    setMoved((count) => count + 1);
  };

  const onCommand = (command: DeskCommand): void => {
    const action = actionOf[command];
    if (action !== undefined) {
      // The key that extends means the claim about to run out, whatever ticket is looked at.
      const row = (command === 'extend' ? runningOut(view.line.groups.mine, Date.now())[0] : undefined) ?? view.chosen;
      if (row !== null && possible(row, { id: view.me.id, isCoach: view.isCoach }).includes(action)) doAction(view, action, row);
      return;
    }
    switch (command) {
      case 'next':
        if (view.line.desk?.frozenAt === null) view.actions.next();
        return;
      case 'down':
        return move(1);
      case 'up':
        return move(-1);
      case 'open':
        if (view.chosen !== null) {
          view.choose(view.chosen.id);
          document.getElementById('ticket')?.focus();
        }
        return;
      case 'showNew':
        return steady.showNew();
      case 'quickLog':
        return view.openDialog({ kind: 'quickLog' });
      case 'search':
        return document.getElementById(searchFieldId)?.focus();
      case 'help':
        return view.openDialog({ kind: 'help' });
      case 'leave':
        search.clear();
        leave();
        return;
      default:
        return;
    }
  };

  useDeskKeys({ singleKeys, onCommand, onScan: (scan) => view.openDialog({ kind: 'quickLog', scan }) });
  return moved;
}
