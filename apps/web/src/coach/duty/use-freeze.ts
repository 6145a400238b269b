import { ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { useCoach } from '../live/coach-context.js';

export type Freeze = ReturnType<typeof useFreeze>;

export function useFreeze() {
  const { t } = useTranslation('coach');
  const { deskId, take } = useCoach();
  const sayFailed = useSayFailed();
  return useMutation({
    mutationFn: (what: 'freeze' | 'thaw') => call(what === 'freeze' ? ticketOperations.freezeDesk : ticketOperations.thawDesk, { deskId }),
    onSuccess: (desk, what) => {
      take({ kind: 'desk', id: desk.id, version: desk.version, row: desk });
      sayDone(what === 'freeze' ? t('freeze.done') : t('freeze.lifted'));
    },
    onError: sayFailed,
  });
}
