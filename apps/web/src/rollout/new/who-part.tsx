import { MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import type { OutputOf } from '@firstbell/contracts/operation';
import type { rolloutOperations } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';
import type { Draft, DraftFault } from './draft.rules.js';

export interface PartProps {
  readonly draft: Draft;
  readonly choices: OutputOf<typeof rolloutOperations.rolloutChoices>;
  readonly fault: DraftFault | null;
  readonly onChange: (draft: Draft) => void;
}

export function WhoPart({ draft, choices, fault, onChange }: PartProps) {
  const { t } = useTranslation('rollout');
  const { kind, values } = draft.audience;
  const optionsOf = kind === 'grades' ? choices.grades : choices.homerooms;
  const kindOf = (value: string): Draft['audience']['kind'] => (value === 'grades' || value === 'homerooms' ? value : 'all');
  return (
    <>
      <TextInput
        label={t('new.name')}
        value={draft.name}
        maxLength={120}
        error={fault === 'name'}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('new.direction')}
        value={draft.direction}
        onChange={(value) => onChange({ ...draft, direction: value === 'collection' ? 'collection' : 'hand_out' })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="hand_out" label={t('new.handOut')} />
          <Radio value="collection" label={t('new.collection')} description={t('new.collectionHint')} />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('new.audience')}
        value={kind}
        onChange={(value) => onChange({ ...draft, audience: { kind: kindOf(value), values: [] } })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="all" label={t('new.all', { count: choices.students })} />
          <Radio value="grades" label={t('new.grades')} disabled={choices.grades.length === 0} />
          <Radio value="homerooms" label={t('new.homerooms')} disabled={choices.homerooms.length === 0} />
        </Stack>
      </Radio.Group>
      {kind === 'all' ? null : (
        <MultiSelect
          label={t(kind === 'grades' ? 'new.grades' : 'new.homerooms')}
          placeholder={t('new.choose')}
          searchable
          value={[...values]}
          error={fault === 'audience'}
          data={optionsOf.map(({ value, students }) => ({ value, label: t('new.option', { value, students }) }))}
          onChange={(chosen) => onChange({ ...draft, audience: { kind, values: chosen } })}
        />
      )}
    </>
  );
}
