import type { LineRow } from '@firstbell/contracts/tickets';
import type { DeskView } from '../desk-context.js';
import { isOutOfOrder } from '../line/training.rules.js';
import type { PanelAction } from './possible.rules.js';

/** Where the note is written; the note key goes there. */
export const noteFieldId = 'desk-note';

/** Does an action, or opens the dialog that asks what it needs. Buttons and keys come here alike. */
export function doAction(view: DeskView, action: PanelAction, row: LineRow): void {
  const { actions, openDialog, training, line, isCoach, choose } = view;
  switch (action) {
    case 'take':
      if (!isCoach && isOutOfOrder(training, line.groups.waiting, row)) return openDialog({ kind: 'why', ticketId: row.id });
      choose(row.id);
      return actions.take(row);
    case 'resolve':
    case 'hold':
    case 'escalate':
    case 'handOver':
    case 'reopen':
    case 'cancel':
      return openDialog({ kind: action, ticketId: row.id });
    case 'extend':
      return actions.extend(row);
    case 'bench':
      return actions.extend(row, !row.onBench);
    case 'release':
      return actions.release(row);
    case 'comeBack':
      return actions.comeBack(row);
    case 'note':
      // A menu gives the focus back to its button first.
      setTimeout(() => document.getElementById(noteFieldId)?.focus(), 0);
      return;
  }
}
