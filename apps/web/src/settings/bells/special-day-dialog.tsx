import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { Period } from '@firstbell/contracts/people';
import { type BellSchedule, type ComingDay, scheduleOperations } from '@firstbell/contracts/schedule';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { rows } from './bells-draft.rules.js';
import { periodLabel } from './period-label.rules.js';
import { RemoveButton } from '../../console/remove-button.js';
import { RowProblem } from './row-problem.js';
import { useTakeBells } from './use-save-bells.js';

interface SpecialDayDialogProps {
  readonly day: ComingDay;
  readonly schedule: BellSchedule;
  readonly onClose: () => void;
}

interface SpecialDraft {
  readonly how: 'times' | 'type';
  readonly dayTypeId: string;
  readonly bells: Period[];
}
type SpecialForm = UseFormReturnType<SpecialDraft>;

const fieldsOf = ({ bells }: SpecialDraft): string[] => [...rows('bells', bells, ['name', 'startsAt', 'endsAt', 'periodId']), 'dayTypeId'];

const sentOf = (day: string, { how, dayTypeId, bells }: SpecialDraft) =>
  how === 'type'
    ? { day, dayTypeId: dayTypeId === '' ? null : dayTypeId }
    : { day, bells: bells.map(({ id, startsAt, endsAt }) => ({ periodId: id, startsAt, endsAt })) };

/** One day at other times (an assembly, an early dismissal) or as another kind of day. */
export function SpecialDayDialog({ day, schedule, onClose }: SpecialDayDialogProps) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const { day: written } = useSchoolTime();
  const take = useTakeBells();
  const form = useForm<SpecialDraft>({
    initialValues: {
      how: 'times',
      dayTypeId: day.dayTypeId ?? '',
      // A day without periods is filled with those of every day.
      bells: day.periods.length > 0 ? day.periods : schedule.periods.filter(({ dayTypeId }) => dayTypeId === null),
    },
  });
  const save = useMutation({
    mutationFn: (draft: SpecialDraft) => call(scheduleOperations.setSpecialDay, sentOf(day.day, draft)),
    onSuccess: (saved) => {
      onClose();
      return take(saved);
    },
    onError: (error, draft) => form.setErrors(fieldProblems(error, fieldsOf(draft), (one) => describeError(tErrors, one)).fields),
  });
  const elsewhere = save.isError && isElsewhere(save.error, fieldsOf(form.values));
  return (
    <Modal opened onClose={onClose} title={t('bells.special.title', { date: written(day.day) })} size="lg">
      <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate>
        <Stack gap="md">
          <p className="settings-faint">{t('bells.special.hint')}</p>
          {schedule.dayTypes.length === 0 ? null : (
            <Radio.Group aria-label={t('bells.special.how')} {...form.getInputProps('how')}>
              <Stack gap={8}>
                <Radio value="times" label={t('bells.special.times')} />
                <Radio value="type" label={t('bells.special.type')} />
              </Stack>
            </Radio.Group>
          )}
          {form.values.how === 'times' ? (
            <BellRows form={form} schedule={schedule} />
          ) : (
            <Select
              label={t('bells.special.dayType')}
              allowDeselect={false}
              data={[
                { value: '', label: t('bells.pattern.none') },
                ...schedule.dayTypes.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...form.getInputProps('dayTypeId')}
            />
          )}
          <FormProblem error={elsewhere ? save.error : null} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {tConsole('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The bells of that day; a period that does not ring then is taken out. */
function BellRows({ form, schedule }: { readonly form: SpecialForm; readonly schedule: BellSchedule }) {
  const { t } = useTranslation('settings');
  const others = schedule.periods.filter(({ id }) => !form.values.bells.some((bell) => bell.id === id));
  return (
    <div className="settings-bells">
      {form.values.bells.length > 0 ? null : <p className="settings-plain">{t('bells.special.none')}</p>}
      {form.values.bells.map((period, index) => (
        <BellRow key={period.id} form={form} index={index} />
      ))}
      {others.length === 0 ? null : (
        <Select
          label={t('bells.special.also')}
          placeholder={t('bells.special.choose')}
          value={null}
          data={others.map((period) => ({ value: period.id, label: periodLabel(period, schedule.dayTypes) }))}
          onChange={(chosen) => {
            const period = others.find(({ id }) => id === chosen);
            if (period !== undefined) form.insertListItem('bells', period);
          }}
        />
      )}
    </div>
  );
}

function BellRow({ form, index }: { readonly form: SpecialForm; readonly index: number }) {
  const { t } = useTranslation('settings');
  const problemId = useId();
  const name = form.values.bells[index]?.name ?? '';
  const at = `bells.${String(index)}`;
  const wrong = fieldsOf(form.values).filter((field) => field.startsWith(`${at}.`) && form.errors[field] !== undefined);
  const inputOf = (field: 'startsAt' | 'endsAt') => ({
    ...form.getInputProps(`${at}.${field}`),
    error: wrong.includes(`${at}.${field}`),
    ...(wrong.length === 0 ? {} : { 'aria-describedby': problemId }),
  });
  return (
    <div className="settings-bells__row">
      <strong className="settings-bells__name">{name}</strong>
      <TextInput type="time" aria-label={t('bells.special.startsOf', { name })} {...inputOf('startsAt')} />
      <TextInput type="time" aria-label={t('bells.special.endsOf', { name })} {...inputOf('endsAt')} />
      <RemoveButton label={t('bells.special.remove', { name })} onClick={() => form.removeListItem('bells', index)} />
      <RowProblem id={problemId} problem={wrong[0] === undefined ? undefined : form.errors[wrong[0]]} />
    </div>
  );
}
