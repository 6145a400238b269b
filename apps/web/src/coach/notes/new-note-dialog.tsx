import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CoachNote } from '@firstbell/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.js';
import { staffQuery } from '../../api/staff-query.js';
import { fieldProblems, isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useWriteNote } from './use-write-note.js';

interface NewNoteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onWritten: (note: CoachNote) => void;
}

/** "I saw that": a name, a sentence, sent. */
export function NewNoteDialog({ opened, onClose, onWritten }: NewNoteDialogProps) {
  const { t } = useTranslation('coach');
  const { t: tConsole } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const staff = useQuery({ ...staffQuery(''), enabled: opened });
  const assistants = (staff.data?.people ?? []).filter((person) => person.active && person.roles.includes('assistant'));
  const form = useForm({
    initialValues: { toPersonId: '', body: '' },
    validate: {
      toPersonId: (to) => (to === '' ? t('note.missingTo') : null),
      body: (body) => (body.trim() === '' ? t('note.missing') : null),
    },
  });
  const write = useWriteNote();
  const close = (): void => {
    write.reset();
    onClose();
  };
  // Closed while it is being sent, the note would be written and its form would ask for it again.
  const leave = (): void => {
    if (!write.isPending) close();
  };
  return (
    <Modal opened={opened} onClose={leave} title={t('notes.write')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          write.mutate(
            { toPersonId: values.toPersonId, body: values.body.trim() },
            {
              onSuccess: (note) => {
                onWritten(note);
                sayDone(t('note.sent', { name: note.to.name }));
                form.reset();
                close();
              },
              onError: (error) => form.setErrors(fieldProblems(error, ['toPersonId', 'body'], (one) => describeError(tErrors, one)).fields),
            },
          ),
        )}
      >
        <Stack gap="md">
          <Select
            label={t('note.to')}
            placeholder={t('note.toHint')}
            searchable
            data-autofocus
            nothingFoundMessage={t('note.nobody')}
            disabled={staff.isPending}
            data={assistants.map((person) => ({ value: person.id, label: person.name }))}
            {...form.getInputProps('toPersonId')}
          />
          <Textarea
            label={t('note.body')}
            description={t('note.hint')}
            autosize
            minRows={4}
            maxLength={2000}
            {...form.getInputProps('body')}
          />
          <FormProblem error={write.isError && isElsewhere(write.error, ['toPersonId', 'body']) ? write.error : null} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" disabled={write.isPending} onClick={leave}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={write.isPending}>
              {t('note.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
