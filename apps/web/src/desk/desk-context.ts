import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import type { LineRow } from '@firstbell/contracts/tickets';
import { createContext, use } from 'react';
import type { TicketActions } from './actions/ticket-actions.js';
import type { SayOnDesk } from './actions/use-say-on-desk.js';
import type { DeskDialog } from './dialogs/desk-dialog.js';
import type { Training } from './line/training.rules.js';
import type { LookersByTicket } from './line/use-lookers.js';
import type { DeskLine } from './line/use-desk-line.js';

/** What every part of the desk page knows. */
export interface DeskView {
  readonly me: Me;
  readonly deskId: string;
  readonly isCoach: boolean;
  readonly line: DeskLine;
  readonly issues: ReadonlyMap<string, Issue>;
  readonly training: Training;
  readonly actions: TicketActions;
  readonly say: SayOnDesk;
  /** The ticket in the panel. */
  readonly chosen: LineRow | null;
  /** Chooses a ticket and, on a narrow screen, goes to it. */
  readonly choose: (ticketId: string | null) => void;
  /** Chooses a ticket and stays in the line. */
  readonly look: (ticketId: string | null) => void;
  /** Who else has which ticket open just now. */
  readonly lookers: LookersByTicket;
  readonly openDialog: (dialog: DeskDialog) => void;
}

export const DeskContext = createContext<DeskView | null>(null);

export function useDesk(): DeskView {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('This part of the desk stands outside the desk page');
  return desk;
}
