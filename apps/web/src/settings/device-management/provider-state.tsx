import { Button, Group } from '@mantine/core';
import { deviceManagementOperations as ops, type DeviceManagementSettings, type Told } from '@firstbell/contracts/device-management';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { PauseNotice, TestNotice } from '../connection/connection-notices.js';
import { deviceManagementQuery } from './device-management-query.js';
import { useCure } from '../connection/use-cure.js';

const figures = ['told', 'waiting', 'stuck', 'untold'] as const;
/** Longer than the requests of one test may take together. */
const patienceMs = 60_000;

/** Whether the provider works or rests, how far it is told, and what else it could be told. */
export function ProviderState({ settings, told }: { readonly settings: DeviceManagementSettings; readonly told: Told }) {
  const { t, i18n } = useTranslation('deviceManagement');
  const cure = useCure('deviceManagement');
  const queryClient = useQueryClient();
  const failed = useSayFailed();
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const keep = (saved: DeviceManagementSettings) => queryClient.setQueryData(deviceManagementQuery.queryKey, { settings: saved, told });
  const test = useMutation({
    mutationFn: () => call(ops.testDeviceManagement, {}, { timeoutMs: patienceMs }),
    onSuccess: keep,
    onError: failed,
  });
  const pause = useMutation({ mutationFn: () => call(ops.pauseDeviceManagement, {}), onSuccess: keep, onError: failed });
  const resume = useMutation({ mutationFn: () => call(ops.resumeDeviceManagement, {}), onSuccess: keep, onError: failed });
  return (
    <section className="console-card settings-stack" aria-labelledby="provider-state">
      <h2 id="provider-state" className="console-heading">
        {t('state.title')}
      </h2>
      <PauseNotice settings={settings} cure={cure} />
      <TestNotice test={settings.test} ok={t('state.ok')} cure={cure} />
      <dl className="settings-figures">
        {figures.map((figure) => (
          <div key={figure} data-figure={told[figure] === 0 ? undefined : figure}>
            <dt>{t(`state.${figure}`)}</dt>
            <dd>{format.format(told[figure])}</dd>
          </div>
        ))}
      </dl>
      {told.stuck === 0 ? null : (
        <p className="settings-plain">
          <Link to="/rollout/exceptions" className="fb-link">
            {t('state.seeStuck')}
          </Link>
        </p>
      )}
      <Group gap="sm" className="console-no-print">
        <Button onClick={() => test.mutate()} loading={test.isPending}>
          {t('state.test')}
        </Button>
        {settings.pausedUntil === null ? (
          <Button variant="default" onClick={() => pause.mutate()} loading={pause.isPending}>
            {t('state.pause')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => resume.mutate()} loading={resume.isPending}>
            {t('state.resume')}
          </Button>
        )}
        <TellOfDevicesOut untold={told.untold} />
      </Group>
      <p className="settings-faint">{t('state.testSaved')}</p>
    </section>
  );
}

function TellOfDevicesOut({ untold }: { readonly untold: number }) {
  const { t } = useTranslation('deviceManagement');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const tell = useMutation({
    mutationFn: () => call(ops.tellOfDevicesOut, {}),
    onSuccess: async ({ due }) => {
      setAsking(false);
      sayDone(t('state.telling', { count: due }));
      await queryClient.invalidateQueries({ queryKey: deviceManagementQuery.queryKey });
    },
  });
  if (untold === 0) return null;
  const action = t('state.tell', { count: untold });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {action}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('state.tellTitle')}
        action={action}
        busy={tell.isPending}
        error={tell.error}
        onConfirm={() => tell.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('state.tellWhat', { count: untold })}</p>
      </ConfirmDialog>
    </>
  );
}
