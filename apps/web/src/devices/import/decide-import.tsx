import { Button } from '@mantine/core';
import { deviceOperations, type DeviceImport } from '@firstbell/contracts/devices';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { When } from '../../console/when.js';

/** Says in numbers what will change before it does, what has changed after it did, and offers the way back. */
export function DecideImport({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  const sentence = useCounts(one);
  const nothing = one.added + one.changed === 0;
  return (
    <section
      className={`devices-banner${one.state === 'ready' && !nothing ? ' devices-banner--decide' : ''}`}
      aria-label={t('import.decide')}
    >
      <div>
        <p className="devices-plain">
          {one.state === 'ready' ? null : (
            <>
              <strong>{t(`import.ended.${one.state === 'undone' ? 'undone' : 'applied'}`)}</strong>{' '}
              {one.finishedAt === null ? null : <When at={one.finishedAt} />}
              <br />
            </>
          )}
          {nothing ? t('import.nothing') : sentence}
        </p>
        {one.notes.map((note) => (
          <p key={note} className="devices-faint" lang="en">
            {note}
          </p>
        ))}
      </div>
      {one.state === 'ready' && !nothing ? <Apply one={one} sentence={sentence} /> : null}
      {one.canUndo ? <Undo one={one} /> : null}
    </section>
  );
}

function Apply({ one, sentence }: { readonly one: DeviceImport; readonly sentence: string }) {
  const { t } = useTranslation('devices');
  const [asking, setAsking] = useState(false);
  const apply = useMutation({
    mutationFn: () => call(deviceOperations.applyDeviceImport, { importId: one.id }),
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('import.apply')}</Button>
      <ConfirmDialog
        opened={asking}
        title={t('import.applyTitle')}
        action={t('import.apply')}
        busy={apply.isPending}
        error={apply.error}
        onConfirm={() => apply.mutate()}
        onClose={() => setAsking(false)}
      >
        <p className="devices-plain">{sentence}</p>
        <p className="devices-plain">{t('import.missingStay')}</p>
        {one.errors === 0 ? null : <p className="devices-plain">{t('import.applyErrors', { count: one.errors })}</p>}
      </ConfirmDialog>
    </>
  );
}

function Undo({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => call(deviceOperations.undoDeviceImport, { importId: one.id }),
    onSuccess: async () => {
      setAsking(false);
      await queryClient.invalidateQueries({ queryKey: ['devices'] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('import.undo')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('import.undoTitle')}
        action={t('import.undo')}
        danger
        busy={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate()}
        onClose={() => setAsking(false)}
      >
        <p className="devices-plain">{t('import.undoWhat', { count: one.done })}</p>
        <p className="devices-plain">{t('import.undoKeeps')}</p>
      </ConfirmDialog>
    </>
  );
}

function useCounts(one: DeviceImport): string {
  const { t } = useTranslation('devices');
  const counted = (['added', 'changed', 'unchanged', 'handedOut', 'passedOver', 'kept'] as const).filter((name) => one[name] > 0);
  return counted.map((name) => t(`import.counts.${name}`, { count: one[name] })).join(' ');
}
