import { Button } from '@mantine/core';
import { type Mailing, mailingOperations } from '@firstbell/contracts/mailing';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { useMailRoom } from '../mail-room.js';

const steps = { pause: mailingOperations.pauseMailing, resume: mailingOperations.resumeMailing, cancel: mailingOperations.cancelMailing };

/** Pause, go on, cancel. That of a rollout follows the rollout, but may be held back here as well. */
export function MailingSteps({ one }: { readonly one: Mailing }) {
  const { t } = useTranslation('mail');
  const { take } = useMailRoom();
  const sayFailed = useSayFailed();
  const [asking, setAsking] = useState(false);
  const step = useMutation({
    mutationFn: (name: keyof typeof steps) => call(steps[name], { mailingId: one.id }),
    onSuccess: (changed, name) => {
      take(changed);
      if (name !== 'cancel') return;
      setAsking(false);
      sayDone(t('one.cancelled'));
    },
    onError: (error, name) => {
      if (name !== 'cancel') sayFailed(error);
    },
  });
  if (one.state === 'done' || one.state === 'cancelled') return null;
  const running = one.state === 'running';
  return (
    <>
      <Button variant="default" loading={step.isPending} onClick={() => step.mutate(running ? 'pause' : 'resume')}>
        {t(running ? 'one.pause' : 'one.resume')}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('one.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('one.cancelTitle')}
        action={t('one.cancel')}
        danger
        busy={step.isPending}
        error={step.variables === 'cancel' ? step.error : null}
        onConfirm={() => step.mutate('cancel')}
        onClose={() => {
          step.reset();
          setAsking(false);
        }}
      >
        <p className="mail-plain">{t('one.cancelWhat', { count: one.counts.waiting })}</p>
        <p className="mail-plain">{t('one.cancelSent', { count: one.counts.sent })}</p>
        {one.planId === null ? null : <p className="mail-plain">{t('one.cancelSlips')}</p>}
      </ConfirmDialog>
    </>
  );
}
