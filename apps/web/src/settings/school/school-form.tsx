import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { peopleOperations, type SchoolSettings } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { typedSince } from '../../console/typed-since.rules.js';
import { schoolQuery } from './school-query.js';

const fields = ['nameSearch', 'leaseMinutes', 'reviewSampleADay', 'coachTitle', 'wordsKeptYears'] as const;

/** A number field holds text while somebody types; these are the bounds the contract sets. */
const within = (value: number | string, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

export function SchoolForm({ settings }: { readonly settings: SchoolSettings }) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const form = useForm<SchoolSettings>({
    initialValues: settings,
    validate: {
      leaseMinutes: (value) => (within(value, 2, 120) ? null : t('school.leaseBounds')),
      reviewSampleADay: (value) => (within(value, 0, 50) ? null : t('school.sampleBounds')),
      wordsKeptYears: (value) => (within(value, 1, 10) ? null : t('school.wordsKeptBounds')),
      coachTitle: (value) => (value.trim() === '' ? tConsole('required') : null),
    },
  });
  const save = useMutation({
    mutationFn: (values: SchoolSettings) =>
      call(peopleOperations.updateSchoolSettings, { ...values, coachTitle: values.coachTitle.trim() }),
    onSuccess: async (saved, sent) => {
      form.setInitialValues(saved);
      form.setValues(typedSince(sent, form.getValues(), saved));
      form.resetDirty(saved);
      sayDone(tConsole('saved'));
      await queryClient.invalidateQueries({ queryKey: schoolQuery.queryKey });
    },
    onError: (error) => form.setErrors(fieldProblems(error, fields, (one) => describeError(tErrors, one)).fields),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate className="console-card">
      <Stack gap="lg" maw={560}>
        <Switch
          label={t('school.nameSearch')}
          description={t('school.nameSearchHint')}
          {...form.getInputProps('nameSearch', { type: 'checkbox' })}
        />
        <NumberInput
          label={t('school.lease')}
          description={t('school.leaseHint')}
          suffix={` ${t('school.minutes')}`}
          allowDecimal={false}
          allowNegative={false}
          classNames={{ wrapper: 'settings-narrow' }}
          {...form.getInputProps('leaseMinutes')}
        />
        <NumberInput
          label={t('school.sample')}
          description={t('school.sampleHint')}
          allowDecimal={false}
          allowNegative={false}
          classNames={{ wrapper: 'settings-narrow' }}
          {...form.getInputProps('reviewSampleADay')}
        />
        <NumberInput
          label={t('school.wordsKept')}
          description={t('school.wordsKeptHint')}
          allowDecimal={false}
          allowNegative={false}
          classNames={{ wrapper: 'settings-narrow' }}
          {...form.getInputProps('wordsKeptYears')}
        />
        <TextInput
          label={t('school.coachTitle')}
          description={t('school.coachTitleHint')}
          maxLength={120}
          {...form.getInputProps('coachTitle')}
        />
        <FormProblem error={save.isError && isElsewhere(save.error, fields) ? save.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {tConsole('save')}
          </Button>
          {form.isDirty() ? (
            <Button variant="default" onClick={() => form.reset()}>
              {t('discard')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
