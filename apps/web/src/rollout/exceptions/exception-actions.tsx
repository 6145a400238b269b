import { Button } from '@mantine/core';
import { mailingOperations } from '@firstbell/contracts/mailing';
import { rolloutOperations as ops, type RolloutException } from '@firstbell/contracts/rollouts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../../api/call.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { rolloutKey } from '../rollout-queries.js';

/** One click for what can be tried again; for everything somebody who looks after it. */
export function ExceptionActions({ one, onLook }: { readonly one: RolloutException; readonly onLook: () => void }) {
  const { t } = useTranslation('rollout');
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const name = one.person?.name ?? one.typedName ?? '';
  const retry = useMutation({
    mutationFn: () => tryAgain(one),
    onSuccess: async (again) => {
      sayDone(t(again ? 'exceptions.retried' : 'exceptions.stillNoAddress'));
      await queryClient.invalidateQueries({ queryKey: rolloutKey });
    },
    onError: sayFailed,
  });
  return (
    <div className="rollout-actions console-no-print">
      {one.kind === 'account' || one.kind === 'check_out' || mailState(one) !== null ? (
        <Button
          variant="default"
          size="xs"
          loading={retry.isPending}
          onClick={() => retry.mutate()}
          aria-label={t('exceptions.retryNamed', { name })}
        >
          {t('exceptions.retry')}
        </Button>
      ) : null}
      {one.kind === 'roster' ? (
        <Link to="/settings/new-faces" className="fb-link" aria-label={t('exceptions.settleNamed', { name })}>
          {t('exceptions.settle')}
        </Link>
      ) : null}
      <Button variant="default" size="xs" onClick={onLook} aria-label={t('exceptions.lookNamed', { name })}>
        {t('exceptions.look')}
      </Button>
    </div>
  );
}

/** Which list of the mailing it stands in; null for what cannot be sent again with one click (who knows whether it arrived?). */
function mailState({ kind, mailState: state }: RolloutException): 'bad_address' | 'needs_person' | null {
  return kind === 'mail' && state !== 'unknown' ? state : null;
}

async function tryAgain(one: RolloutException): Promise<boolean> {
  if (one.kind === 'check_out') return (await call(ops.retryRolloutCheckOuts, { checkOutIds: [one.id] })).retried > 0;
  const state = mailState(one);
  if (one.mailingId === null || state === null) return (await call(ops.retryRolloutAccounts, { accountIds: [one.id] })).retried > 0;
  const answer = await call(mailingOperations.retryMailItems, { mailingId: one.mailingId, requestId: uuid(), state, itemIds: [one.id] });
  return answer.queued > 0;
}
