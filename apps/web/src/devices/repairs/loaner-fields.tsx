import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface LoanerValues {
  readonly wanted: boolean;
  readonly tag: string;
  readonly dueOn: string;
  readonly charger: boolean;
  readonly laptopCase: boolean;
  readonly signed: boolean;
}

export const noLoaner: LoanerValues = { wanted: false, tag: '', dueOn: '', charger: true, laptopCase: true, signed: false };

/** Which loaner goes out for the laptop that stays, until when, and with what. */
export function LoanerFields({ values, onChange }: { readonly values: LoanerValues; readonly onChange: (values: LoanerValues) => void }) {
  const { t } = useTranslation('circulation');
  const tick = (name: 'wanted' | 'charger' | 'laptopCase' | 'signed') => ({
    checked: values[name],
    onChange: (event: { currentTarget: { checked: boolean } }) => onChange({ ...values, [name]: event.currentTarget.checked }),
  });
  return (
    <Stack gap="sm">
      <Checkbox label={t('repairs.lend')} {...tick('wanted')} />
      {values.wanted ? (
        <>
          <TextInput
            label={t('repairs.whichLoaner')}
            required
            maxLength={64}
            autoComplete="off"
            value={values.tag}
            onChange={(event) => onChange({ ...values, tag: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('check.dueOn')}
            required
            value={values.dueOn}
            onChange={(event) => onChange({ ...values, dueOn: event.currentTarget.value })}
          />
          <Checkbox label={t('hand.charger')} {...tick('charger')} />
          <Checkbox label={t('hand.case')} {...tick('laptopCase')} />
          <Checkbox label={t('repairs.loanerSigned')} description={t('repairs.loanerSignedHint')} {...tick('signed')} />
        </>
      ) : null}
    </Stack>
  );
}
