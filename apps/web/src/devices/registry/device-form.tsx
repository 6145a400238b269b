import { Autocomplete, Button, Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { choicesQuery } from './device-query.js';
import { valueNames, type DeviceValues } from './device-values.rules.js';

interface DeviceFormProps {
  readonly initial: DeviceValues;
  readonly action: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (values: DeviceValues) => void;
  readonly onClose: () => void;
}

export function DeviceForm({ initial, action, busy, error, onSave, onClose }: DeviceFormProps) {
  const { t } = useTranslation('devices');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const { data: choices } = useQuery(choicesQuery);
  const needed = (text: string): string | null => (text.trim() === '' ? tConsole('required') : null);
  const form = useForm<DeviceValues>({ initialValues: initial, validate: { tag: needed, model: needed } });
  const problems = fieldProblems(error, valueNames, (one) => describeError(tErrors, one));
  useEffect(() => {
    form.setErrors({ ...problems.fields });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new refusal is the only news
  }, [error]);
  return (
    <form onSubmit={form.onSubmit(onSave)} noValidate>
      <Stack gap="md">
        <div className="devices-pair">
          <TextInput
            label={t('fields.tag')}
            description={t('form.tagHint')}
            required
            maxLength={64}
            data-autofocus
            {...form.getInputProps('tag')}
          />
          <TextInput label={t('fields.serial')} description={t('form.serialHint')} maxLength={64} {...form.getInputProps('serial')} />
          <Autocomplete label={t('fields.model')} required maxLength={120} data={choices?.models ?? []} {...form.getInputProps('model')} />
          <TextInput label={t('fields.manufacturer')} maxLength={120} {...form.getInputProps('manufacturer')} />
          <TextInput label={t('fields.location')} maxLength={120} {...form.getInputProps('location')} />
          <TextInput type="date" label={t('fields.warrantyUntil')} {...form.getInputProps('warrantyUntil')} />
        </div>
        <Textarea label={t('fields.note')} autosize minRows={2} maxRows={6} maxLength={2000} {...form.getInputProps('note')} />
        <Checkbox label={t('fields.loaner')} description={t('form.loanerHint')} {...form.getInputProps('loaner', { type: 'checkbox' })} />
        {error !== null && problems.elsewhere ? <FormProblem error={error} /> : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {tConsole('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
