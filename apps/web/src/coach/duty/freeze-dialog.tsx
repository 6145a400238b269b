import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { useCoach } from '../live/coach-context.js';
import type { Freeze } from './use-freeze.js';

interface FreezeDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly freeze: Freeze;
}

export function FreezeDialog({ opened, onClose, freeze }: FreezeDialogProps) {
  const { t } = useTranslation('coach');
  const { waiting, duty } = useCoach();
  const claims = duty.reduce((sum, person) => sum + person.holding.length, 0);
  return (
    <ConfirmDialog
      opened={opened}
      title={t('freeze.title')}
      action={t('freeze.action')}
      busy={freeze.isPending}
      onClose={onClose}
      onConfirm={() => freeze.mutate('freeze', { onSuccess: onClose })}
    >
      <p className="coach-plain">{t('freeze.what')}</p>
      <ul className="coach-list">
        <li>{t('freeze.claims', { count: claims })}</li>
        <li>{t('freeze.line', { count: waiting })}</li>
        <li>{t('freeze.undo')}</li>
      </ul>
    </ConfirmDialog>
  );
}
