import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import type { PersonBrief } from '@firstbell/contracts/values';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.js';
import { StepsOnce } from '../../api/steps-once.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
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

/** Once the note is written it stays so: what is pressed after settling failed only settles. */
export function NoteForm({ review, to, onDone }: NoteFormProps) {
  const { t } = useTranslation('coach');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const form = useForm({
    initialValues: { body: '', settle: groupOf(review) !== 'now' },
    validate: { body: (body) => (body.trim() === '' ? t('note.missing') : null) },
  });
  const write = useWriteNote();
  const settle = useSettle();
  const [press] = useState(() => new StepsOnce());
  const [written, setWritten] = useState(false);
  const send = async (values: typeof form.values): Promise<void> => {
    const writeIt = async (): Promise<void> => {
      await write.mutateAsync({ toPersonId: to.id, body: values.body.trim(), reviewId: review.id });
      setWritten(true);
      sayDone(t('note.sent', { name: to.name }));
    };
    try {
      await press.run(values.settle ? [writeIt, () => settle.mutateAsync(review)] : [writeIt]);
      if (!values.settle) onDone();
    } catch (error) {
      form.setErrors(fieldProblems(error, ['body'], (one) => describeError(tErrors, one)).fields);
    }
  };
  return (
    <form noValidate className="coach-form" onSubmit={form.onSubmit((values) => void send(values))}>
      <Stack gap="md">
        <Textarea
          label={t('note.label', { name: to.name })}
          description={t('note.hint')}
          autosize
          minRows={4}
          maxLength={2000}
          autoFocus
          readOnly={written}
          {...form.getInputProps('body')}
        />
        <Checkbox label={t('note.settleToo')} {...form.getInputProps('settle', { type: 'checkbox' })} />
        <FormProblem error={write.isError && isElsewhere(write.error, ['body']) ? write.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={write.isPending || settle.isPending}>
            {t(written ? 'note.goOn' : 'note.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {tConsole('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
