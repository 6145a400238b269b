import { Button } from '@mantine/core';
import { type Mailing, mailingOperations } from '@firstbell/contracts/mailing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { call } from '../../api/call.js';
import { sayDone, useSayFailed } from '../../console/say.js';

/** Tries everything of one kind anew, to the addresses the roster has by now. */
export function RetryButton({ one, state }: { readonly one: Mailing; readonly state: 'bad_address' | 'needs_person' }) {
  const { t } = useTranslation('mail');
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  // Kept until it is answered, so that a lost answer does not send twice.
  const [requestId, setRequestId] = useState(() => v7());
  const retry = useMutation({
    mutationFn: () => call(mailingOperations.retryMailItems, { mailingId: one.id, requestId, state }),
    onSuccess: async ({ queued, stillWithoutAddress }) => {
      setRequestId(v7());
      sayDone(
        [t('retry.done', { count: queued }), ...(stillWithoutAddress > 0 ? [t('retry.still', { count: stillWithoutAddress })] : [])].join(
          ' ',
        ),
      );
      await queryClient.invalidateQueries({ queryKey: ['mail-items'] });
    },
    onError: sayFailed,
  });
  return (
    <Button variant="default" h="auto" mih={36} py={6} loading={retry.isPending} onClick={() => retry.mutate()}>
      {t(`retry.${state}`, { count: one.counts[state] })}
    </Button>
  );
}
