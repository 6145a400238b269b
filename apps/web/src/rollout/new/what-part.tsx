import { Checkbox, Radio, Select, Stack, Textarea } from '@mantine/core';
import type { RolloutStep } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';
import { VideoFields } from './video-fields.js';
import type { PartProps } from './who-part.js';

const steps = ['account', 'credentials', 'video', 'basics', 'hand_out'] as const satisfies readonly RolloutStep[];
const ownWords = 'own';

export function WhatPart({ draft, choices, fault, onChange }: PartProps) {
  const { t } = useTranslation('rollout');
  if (draft.direction === 'collection') return <p className="rollout-plain">{t('new.collectionHint')}</p>;
  const has = (step: RolloutStep): boolean => draft.steps.includes(step);
  return (
    <>
      <Checkbox.Group
        label={t('new.steps')}
        value={[...draft.steps]}
        onChange={(chosen) => onChange({ ...draft, steps: steps.filter((step) => chosen.includes(step)) })}
      >
        <Stack gap={8} mt={8}>
          {steps.map((step) => (
            <Checkbox key={step} value={step} label={t(`steps.${step}`)} description={t(`new.stepHint.${step}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {has('credentials') ? (
        <Radio.Group
          label={t('new.credentials')}
          value={draft.credentials}
          onChange={(value) => onChange({ ...draft, credentials: value === 'mail' ? 'mail' : 'slip' })}
        >
          <Stack gap={8} mt={8}>
            <Radio value="slip" label={t('new.slip')} />
            <Radio value="mail" label={t('new.mail')} />
          </Stack>
        </Radio.Group>
      ) : null}
      {has('credentials') && draft.credentials === 'mail' ? (
        <Select
          label={t('new.template')}
          allowDeselect={false}
          value={draft.templateId ?? ownWords}
          data={[{ value: ownWords, label: t('new.ownWords') }, ...choices.templates.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => onChange({ ...draft, templateId: value === ownWords ? null : value })}
        />
      ) : null}
      {has('video') ? (
        <VideoFields video={draft.video} wrong={fault === 'video'} onChange={(video) => onChange({ ...draft, video })} />
      ) : null}
      {has('basics') ? (
        <fieldset className="rollout-fieldset">
          <legend>{t('steps.basics')}</legend>
          <div className="rollout-pair">
            <Textarea
              label={t('new.basicsEn')}
              autosize
              minRows={4}
              value={draft.basics.en}
              error={fault === 'basics'}
              onChange={(event) => onChange({ ...draft, basics: { ...draft.basics, en: event.currentTarget.value } })}
            />
            <Textarea
              label={t('new.basicsEs')}
              autosize
              minRows={4}
              lang="es"
              value={draft.basics.es}
              error={fault === 'basics'}
              onChange={(event) => onChange({ ...draft, basics: { ...draft.basics, es: event.currentTarget.value } })}
            />
          </div>
        </fieldset>
      ) : null}
    </>
  );
}
