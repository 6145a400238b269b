import { Button, Group } from '@mantine/core';
import { directoryOperations, type DirectorySettings } from '@firstbell/contracts/directory';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { PauseNotice, TestNotice } from '../connection/connection-notices.js';
import { AccountsDryRun } from './accounts-dry-run.js';
import { directoryQuery } from './accounts-queries.js';
import { useCure } from '../connection/use-cure.js';

interface DirectoryStateProps {
  readonly settings: DirectorySettings;
  readonly without: number;
}

/** Whether the directory works, rests or has been tested, and the way to more accounts. */
export function DirectoryState({ settings, without }: DirectoryStateProps) {
  const { t } = useTranslation('accounts');
  const cure = useCure('accounts');
  const queryClient = useQueryClient();
  const failed = useSayFailed();
  const keep = (saved: DirectorySettings) => queryClient.setQueryData(directoryQuery.queryKey, { settings: saved, without });
  const test = useMutation({
    mutationFn: () => call(directoryOperations.testDirectory, {}, { timeoutMs: 60_000 }),
    onSuccess: keep,
    onError: failed,
  });
  const pause = useMutation({ mutationFn: () => call(directoryOperations.pauseDirectory, {}), onSuccess: keep, onError: failed });
  const resume = useMutation({ mutationFn: () => call(directoryOperations.resumeDirectory, {}), onSuccess: keep, onError: failed });
  return (
    <section className="console-card accounts-state" aria-labelledby="directory-state">
      <h2 id="directory-state" className="console-heading">
        {t('state.title')}
      </h2>
      <PauseNotice settings={settings} cure={cure} />
      <TestNotice test={settings.test} ok={t('state.ok')} cure={cure} />
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
        <WantAccounts without={without} />
      </Group>
      <p className="settings-faint">{t('state.testSaved')}</p>
      {/* What was said of the accounts before they were made is no longer true. */}
      <AccountsDryRun key={without} domain={settings.directory.domain} />
    </section>
  );
}

function WantAccounts({ without }: { readonly without: number }) {
  const { t } = useTranslation('accounts');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  /** The same for a repeat of the same wish, so that a lost answer does no harm. */
  const requestId = useRef(uuid());
  const want = useMutation({
    mutationFn: () => call(directoryOperations.wantAccounts, { requestId: requestId.current }),
    onSuccess: async ({ wanted }) => {
      requestId.current = uuid();
      setAsking(false);
      sayDone(t('state.wanted', { count: wanted }));
      await queryClient.invalidateQueries({ queryKey: directoryQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  if (without === 0) return <p className="settings-faint">{t('state.everyone')}</p>;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('state.want', { count: without })}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('state.wantTitle')}
        action={t('state.want', { count: without })}
        busy={want.isPending}
        error={want.error}
        onConfirm={() => want.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('state.wantWhat', { count: without })}</p>
      </ConfirmDialog>
    </>
  );
}
