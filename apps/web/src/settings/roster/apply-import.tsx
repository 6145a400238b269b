import { Button } from '@mantine/core';
import { rosterOperations, type RosterImport } from '@firstbell/contracts/roster';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { When } from '../../console/when.js';
import { changesNothing, removesMost } from './import-progress.rules.js';

/** Says in numbers what will change, before it does. */
export function ApplyImport({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  const [asking, setAsking] = useState(false);
  const apply = useMutation({
    mutationFn: () => call(rosterOperations.applyRosterImport, { importId: one.id }),
    onSuccess: () => setAsking(false),
  });
  const sentence = useChangeSentence(one);
  if (one.state === 'applied') {
    return (
      <p className="settings-banner" role="status">
        <strong>{t('roster.applied')}</strong> {one.finishedAt === null ? null : <When at={one.finishedAt} />}
        <br />
        {sentence}
      </p>
    );
  }
  if (changesNothing(one))
    return (
      <p className="settings-banner" role="status">
        {t('roster.nothing')}
      </p>
    );
  return (
    <section className="settings-banner settings-banner--decide" aria-label={t('roster.decide')}>
      <p className="settings-plain">{sentence}</p>
      <Button onClick={() => setAsking(true)} loading={apply.isPending}>
        {t('roster.apply')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('roster.applyTitle')}
        action={t('roster.apply')}
        danger={removesMost(one)}
        busy={apply.isPending}
        error={apply.error}
        onConfirm={() => apply.mutate()}
        onClose={() => {
          apply.reset();
          setAsking(false);
        }}
      >
        <p className="settings-plain">{sentence}</p>
        {one.people.removed === 0 ? null : <p className="settings-plain">{t('roster.applyRemoved', { count: one.people.removed })}</p>}
        {removesMost(one) ? <p className="fb-notice settings-plain">{t('roster.applyMost')}</p> : null}
        {one.errors === 0 ? null : <p className="settings-plain">{t('roster.applyErrors', { count: one.errors })}</p>}
      </ConfirmDialog>
    </section>
  );
}

const kinds = ['people', 'classes', 'enrollments'] as const;
const changes = ['added', 'changed', 'removed'] as const;

function useChangeSentence(one: RosterImport): string {
  const { t, i18n } = useTranslation('settings');
  const list = new Intl.ListFormat(i18n.resolvedLanguage, { type: 'conjunction' });
  const parts = kinds.flatMap((kind) => {
    const counted = changes
      .filter((change) => one[kind][change] > 0)
      .map((change) => t(`roster.sentence.${change}`, { count: one[kind][change] }));
    return counted.length === 0 ? [] : [`${t(`roster.kinds.${kind}`)}: ${list.format(counted)}.`];
  });
  return [...parts, ...(one.people.unchanged === 0 ? [] : [t('roster.sentence.unchanged', { count: one.people.unchanged })])].join(' ');
}
