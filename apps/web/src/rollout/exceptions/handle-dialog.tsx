import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { rolloutOperations as ops, type RolloutException } from '@firstbell/contracts/rollouts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { staffQuery } from '../../api/staff-query.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { rolloutKey } from '../rollout-queries.js';

interface HandleDialogProps {
  readonly exception: RolloutException | null;
  readonly onClose: () => void;
}

const nobody = 'nobody';
const adults = ['coach', 'teacher', 'leader', 'administrator'];

export function HandleDialog({ exception, onClose }: HandleDialogProps) {
  const { t } = useTranslation('rollout');
  const { t: tConsole } = useTranslation('console');
  const queryClient = useQueryClient();
  const [assignee, setAssignee] = useState(exception?.assignedTo?.id ?? nobody);
  const [note, setNote] = useState(exception?.note ?? '');
  const staff = useQuery({ ...staffQuery(''), enabled: exception !== null });
  const save = useMutation({
    mutationFn: (one: RolloutException) =>
      call(ops.handleException, {
        kind: one.kind,
        exceptionId: one.id,
        version: one.version,
        assignedTo: assignee === nobody ? null : assignee,
        note: note.trim() === '' ? null : note.trim(),
      }),
    onSuccess: async () => {
      sayDone(t('exceptions.saved'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: rolloutKey });
    },
  });
  const people = (staff.data?.people ?? []).filter(({ roles }) => roles.some((role) => adults.includes(role)));
  return (
    <Modal
      opened={exception !== null}
      onClose={onClose}
      title={t('exceptions.lookNamed', { name: exception?.person?.name ?? exception?.typedName ?? '' })}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (exception !== null) save.mutate(exception);
        }}
      >
        <Stack gap="md">
          <Select
            label={t('exceptions.assignee')}
            searchable
            allowDeselect={false}
            value={assignee}
            data={[{ value: nobody, label: t('exceptions.nobody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(value) => setAssignee(value ?? nobody)}
          />
          <Textarea
            label={t('exceptions.note')}
            autosize
            minRows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <FormProblem error={save.error ?? staff.error} />
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
