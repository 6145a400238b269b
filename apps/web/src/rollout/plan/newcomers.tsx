import { Button } from '@mantine/core';
import { rolloutOperations as ops, type Rollout } from '@firstbell/contracts/rollouts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../../api/call.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { rolloutQuery } from '../rollout-queries.js';

/** Students who joined the roster since the start: one click, in numbers. */
export function Newcomers({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const add = useMutation({
    mutationFn: (requestId: string) => call(ops.addNewcomers, { planId: plan.id, requestId }),
    onSuccess: (changed) => {
      queryClient.setQueryData(rolloutQuery(plan.id).queryKey, changed);
      sayDone(t('plan.added'));
    },
    onError: sayFailed,
  });
  if (plan.newcomers === 0) return null;
  return (
    <section className="console-card rollout-banner" role="status">
      <p className="rollout-plain">{t('plan.newcomers', { count: plan.newcomers })}</p>
      <Button size="sm" loading={add.isPending} onClick={() => add.mutate(uuid())}>
        {t('plan.addNewcomers', { count: plan.newcomers })}
      </Button>
    </section>
  );
}
