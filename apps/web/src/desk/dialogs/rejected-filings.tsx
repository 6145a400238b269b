import { Button } from '@mantine/core';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { useSayFailed } from '../../console/say.js';
import { When } from '../../console/when.js';
import { useDesk } from '../desk-context.js';
import { DeskModal } from './desk-modal.js';
import { rejectedQuery } from './rejected-query.js';

/** What a kiosk kept while the network was down and the server refused later: somebody has to look after it. */
export function RejectedFilings({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { deskId } = useDesk();
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const filings = useQuery(rejectedQuery(deskId));
  const settle = useMutation({
    mutationFn: (filingId: string) => call(ticketOperations.settleRejectedFiling, { filingId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rejected-filings', deskId] }),
    onError: sayFailed,
  });
  return (
    <DeskModal title={t('rejected.title')} size="lg" onClose={onClose}>
      <p className="desk-dialog__body">{t('rejected.body')}</p>
      <Loaded query={filings}>
        {(list) =>
          list.length === 0 ? (
            <p className="desk-dialog__body">{t('rejected.empty')}</p>
          ) : (
            <ul className="desk-rejected">
              {list.map((filing) => (
                <li key={filing.id}>
                  <span className="fb-code">{filing.code ?? t('rejected.noCode')}</span>
                  <span className="desk-rejected__what">
                    <strong>{filing.typed}</strong>
                    <small>
                      {filing.reason} · <When at={filing.filedAt} />
                    </small>
                  </span>
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={settle.isPending && settle.variables === filing.id}
                    onClick={() => settle.mutate(filing.id)}
                  >
                    {t('rejected.settle')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </DeskModal>
  );
}
