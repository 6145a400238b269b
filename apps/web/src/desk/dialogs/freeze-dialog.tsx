import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { useFreeze } from '../bar/use-freeze.js';
import { useDesk } from '../desk-context.js';

export function FreezeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { line } = useDesk();
  const { freeze, busy } = useFreeze();
  return (
    <ConfirmDialog
      opened
      title={t('bar.freezeTitle')}
      action={t('bar.freezeConfirm')}
      busy={busy}
      onClose={onClose}
      onConfirm={() => {
        freeze();
        onClose();
      }}
    >
      {t('bar.freezeBody', { count: line.waitingTotal })}
    </ConfirmDialog>
  );
}
