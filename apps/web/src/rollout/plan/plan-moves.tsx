import { Button } from '@mantine/core';
import { rolloutOperations as ops, type Rollout, type RolloutMove, type RolloutState } from '@firstbell/contracts/rollouts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { ForecastLines } from '../new/forecast-lines.js';
import { rolloutQuery } from '../rollout-queries.js';

const offered: Readonly<Record<RolloutState, readonly RolloutMove[]>> = {
  draft: ['start', 'cancel'],
  running: ['pause', 'finish', 'undo', 'cancel'],
  paused: ['resume', 'finish', 'undo', 'cancel'],
  done: [],
  cancelled: [],
};

/** What can be done with the plan now; each says in numbers what it will change before it does. */
export function PlanMoves({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<{ move: RolloutMove; requestId: string } | null>(null);
  const move = useMutation({
    mutationFn: (request: { move: RolloutMove; requestId: string }) => call(ops.moveRollout, { planId: plan.id, ...request }),
    onSuccess: (changed) => {
      queryClient.setQueryData(rolloutQuery(plan.id).queryKey, changed);
      setAsking(null);
    },
  });
  const chosen = asking?.move ?? null;
  return (
    <>
      {offered[plan.state].map((one) => (
        <Button
          key={one}
          size="sm"
          variant={one === 'start' || one === 'resume' ? 'filled' : 'default'}
          onClick={() => setAsking({ move: one, requestId: uuid() })}
        >
          {t(`moves.${one}`)}
        </Button>
      ))}
      <ConfirmDialog
        opened={chosen !== null}
        title={chosen === null ? '' : t(`moves.${chosen}Title`)}
        action={chosen === null ? '' : t(`moves.${chosen}`)}
        danger={chosen === 'cancel' || chosen === 'undo'}
        busy={move.isPending}
        error={move.error}
        onConfirm={() => {
          if (asking !== null) move.mutate(asking);
        }}
        onClose={() => {
          move.reset();
          setAsking(null);
        }}
      >
        {chosen === null ? null : <WhatItMeans plan={plan} move={chosen} />}
      </ConfirmDialog>
    </>
  );
}

function WhatItMeans({ plan, move }: { readonly plan: Rollout; readonly move: RolloutMove }) {
  const { t } = useTranslation('rollout');
  const students = plan.progress?.students ?? 0;
  const open = students - (plan.progress?.finished ?? 0);
  switch (move) {
    case 'start':
      return <ForecastLines wished={plan} />;
    case 'pause':
      return <p className="rollout-plain">{t('moves.pauseBody')}</p>;
    case 'resume':
      return <p className="rollout-plain">{t('moves.resumeBody')}</p>;
    case 'cancel':
      return <p className="rollout-plain">{t('moves.cancelBody', { count: open })}</p>;
    case 'finish':
      return <p className="rollout-plain">{t('moves.finishBody', { count: open })}</p>;
    case 'undo':
      return <p className="rollout-plain">{t('moves.undoBody', { count: students })}</p>;
  }
}
