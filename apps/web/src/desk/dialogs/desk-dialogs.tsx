import { cancelReasons, holdReasons, type LineRow, outOfOrderReasons } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { EscalateDialog } from './escalate-dialog.js';
import type { DeskDialog } from './desk-dialog.js';
import { FreezeDialog } from './freeze-dialog.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { KeyHelp } from './key-help.js';
import { QuickLog } from './quick-log.js';
import { ReasonDialog } from './reason-dialog.js';
import { RejectedFilings } from './rejected-filings.js';
import { ReopenDialog } from './reopen-dialog.js';
import { ResolveDialog } from './resolve-dialog.js';

interface DeskDialogsProps {
  readonly dialog: DeskDialog | null;
  readonly onClose: () => void;
}

/** The one open dialog. */
export function DeskDialogs({ dialog, onClose }: DeskDialogsProps) {
  const { line, chosen } = useDesk();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'help':
      return <KeyHelp onClose={onClose} />;
    case 'rejected':
      return <RejectedFilings onClose={onClose} />;
    case 'freeze':
      return <FreezeDialog onClose={onClose} />;
    case 'quickLog':
      return <QuickLog scan={dialog.scan ?? null} onClose={onClose} />;
    default: {
      const row = line.rows.get(dialog.ticketId) ?? (chosen?.id === dialog.ticketId ? chosen : undefined);
      return row === undefined ? null : <TicketDialog kind={dialog.kind} row={row} onClose={onClose} />;
    }
  }
}

interface TicketDialogProps {
  readonly kind: Extract<DeskDialog, { ticketId: string }>['kind'];
  readonly row: LineRow;
  readonly onClose: () => void;
}

function TicketDialog({ kind, row, onClose }: TicketDialogProps) {
  const { t } = useTranslation('desk');
  const { actions, choose } = useDesk();
  const { code } = row;
  switch (kind) {
    case 'why':
      return (
        <ReasonDialog
          title={t('why.title', { code })}
          body={t('why.body')}
          reasons={outOfOrderReasons}
          words={(reason) => t(`why.${reason}`)}
          onClose={onClose}
          onChoose={(reason) => {
            choose(row.id);
            actions.take(row, reason);
          }}
        />
      );
    case 'hold':
      return (
        <ReasonDialog
          title={t('hold.title', { code })}
          body={t('hold.body')}
          reasons={holdReasons}
          words={(reason) => t(`hold.${reason}`)}
          onClose={onClose}
          onChoose={(reason) => actions.hold(row, reason)}
        />
      );
    case 'cancel':
      return (
        <ReasonDialog
          title={t('cancelling.title', { code })}
          body={t('cancelling.body')}
          reasons={cancelReasons}
          words={(reason) => t(`cancelling.${reason}`)}
          onClose={onClose}
          onChoose={(reason) => actions.cancel(row, reason)}
        />
      );
    case 'escalate':
      return <EscalateDialog row={row} onClose={onClose} />;
    case 'resolve':
      return <ResolveDialog row={row} onClose={onClose} />;
    case 'handOver':
      return <HandOverDialog row={row} onClose={onClose} />;
    case 'reopen':
      return <ReopenDialog row={row} onClose={onClose} />;
  }
}
