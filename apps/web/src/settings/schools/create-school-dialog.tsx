import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { WishId } from '../../api/wish-id.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { ownTimeZone, timeZones } from './time-zones.js';
import { useEnterSchool } from './use-enter-school.js';

interface CreateSchoolDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const fields = ['name', 'timeZone', 'deskName', 'deskLetter'] as const;

export function CreateSchoolDialog({ opened, onClose }: CreateSchoolDialogProps) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const zones = useMemo(timeZones, []);
  const enter = useEnterSchool();
  const [wish] = useState(() => new WishId());
  const required = (value: string): string | null => (value.trim() === '' ? tConsole('required') : null);
  const form = useForm({
    initialValues: { name: '', timeZone: ownTimeZone(), deskName: t('schools.deskNameDefault'), deskLetter: 'B' },
    validate: {
      name: required,
      timeZone: required,
      deskName: required,
      deskLetter: (letter) => (/^[A-HJ-NP-Z]$/.test(letter) ? null : t('schools.deskLetterWrong')),
    },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => {
      const wanted = { ...values, name: values.name.trim(), deskName: values.deskName.trim() };
      return call(peopleOperations.createSchool, { id: wish.of(wanted), ...wanted });
    },
    onSuccess: async (me) => {
      wish.done();
      onClose();
      await enter(me);
    },
    onError: (error) => form.setErrors(fieldProblems(error, fields, (one) => describeError(tErrors, one)).fields),
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('schools.create')}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack gap="md">
          <p className="settings-plain">{t('schools.createWhat')}</p>
          <TextInput label={t('schools.name')} maxLength={120} data-autofocus {...form.getInputProps('name')} />
          <Select
            label={t('schools.timeZone')}
            description={t('schools.timeZoneHint')}
            searchable
            allowDeselect={false}
            data={zones}
            {...form.getInputProps('timeZone')}
          />
          <TextInput label={t('schools.deskName')} maxLength={120} {...form.getInputProps('deskName')} />
          <TextInput
            label={t('schools.deskLetter')}
            description={t('schools.deskLetterHint')}
            maxLength={1}
            w={160}
            {...form.getInputProps('deskLetter')}
            onChange={(event) => form.setFieldValue('deskLetter', event.currentTarget.value.toUpperCase())}
          />
          <FormProblem error={create.isError && isElsewhere(create.error, fields) ? create.error : null} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('schools.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
