import { Checkbox, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface HandValues<Condition extends string> {
  readonly charger: boolean;
  readonly laptopCase: boolean;
  readonly condition: Condition;
  readonly conditionNote: string;
}

interface HandFieldsProps<Condition extends string> {
  readonly conditions: readonly Condition[];
  readonly labelOf: (condition: Condition) => string;
  readonly values: HandValues<Condition>;
  readonly onChange: (values: HandValues<Condition>) => void;
}

/** What is looked at when a device changes hands: accessories and condition. */
export function HandFields<Condition extends string>({ conditions, labelOf, values, onChange }: HandFieldsProps<Condition>) {
  const { t } = useTranslation('circulation');
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('hand.charger')}
        checked={values.charger}
        onChange={(event) => onChange({ ...values, charger: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('hand.case')}
        checked={values.laptopCase}
        onChange={(event) => onChange({ ...values, laptopCase: event.currentTarget.checked })}
      />
      <div>
        <p className="circulation-plain">{t('hand.condition')}</p>
        <SegmentedControl
          aria-label={t('hand.condition')}
          data={conditions.map((value) => ({ value, label: labelOf(value) }))}
          value={values.condition}
          onChange={(chosen) => {
            const condition = conditions.find((one) => one === chosen);
            if (condition !== undefined) onChange({ ...values, condition });
          }}
        />
      </div>
      <TextInput
        label={t('hand.note')}
        maxLength={500}
        value={values.conditionNote}
        onChange={(event) => onChange({ ...values, conditionNote: event.currentTarget.value })}
      />
    </Stack>
  );
}

/** The note travels only when there is one. */
export const sentOf = <Condition extends string>({ conditionNote, ...values }: HandValues<Condition>) => ({
  ...values,
  ...(conditionNote.trim() === '' ? {} : { conditionNote: conditionNote.trim() }),
});
