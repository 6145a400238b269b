import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import type { PersonBrief } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useWriteNote } from '../notes/use-write-note.js';
import { groupOf } from './inbox-groups.rules.js';
import { useSettle } from './use-review-actions.js';

interface NoteFormProps {
  readonly review: ReviewRow;
  readonly to: PersonBrief;
  readonly onDone: () => void;
}

export function NoteForm({ review, to, onDone }: NoteFormProps) {
  const { t } = useTranslation('coach');
  const { t: tConsole } = useTranslation('console');
  const form = useForm({
    initialValues: { body: '', settle: groupOf(review) !== 'now' },
    validate: { body: (body) => (body.trim() === '' ? t('note.missing') : null) },
  });
  const write = useWriteNote();
  const settle = useSettle();
  return (
    <form
      noValidate
      className="coach-form"
      onSubmit={form.onSubmit((values) =>
        write.mutate(
          { toPersonId: to.id, body: values.body.trim(), reviewId: review.id },
          {
            onSuccess: () => {
              sayDone(t('note.sent', { name: to.name }));
              if (values.settle) settle.mutate(review);
              else onDone();
            },
            onError: (error) => form.setErrors(fieldProblems(error, ['body']).fields),
          },
        ),
      )}
    >
      <Stack gap="md">
        <Textarea
          label={t('note.label', { name: to.name })}
          description={t('note.hint')}
          autosize
          minRows={4}
          maxLength={2000}
          autoFocus
          {...form.getInputProps('body')}
        />
        <Checkbox label={t('note.settleToo')} {...form.getInputProps('settle', { type: 'checkbox' })} />
        <FormProblem error={write.isError && fieldProblems(write.error, ['body']).elsewhere ? write.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={write.isPending || settle.isPending}>
            {t('note.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {tConsole('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
