import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { staffQuery } from '../../api/staff-query.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { exceptionsQuery } from './exceptions-query.js';
import type { RosterException } from './new-faces-page.js';

interface SettleExceptionDialogProps {
  readonly exception: RosterException | null;
  readonly onClose: () => void;
}

const noEntry = 'none';

export function SettleExceptionDialog({ exception, onClose }: SettleExceptionDialogProps) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(exception?.typedName.split(/\s+/)[0] ?? '');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const people = useQuery({ ...staffQuery(search), enabled: exception !== null && search.length >= 2 });
  const settle = useMutation({
    mutationFn: (personId: string | null) => call(peopleOperations.settleRosterException, { exceptionId: exception?.id ?? '', personId }),
    onSuccess: async () => {
      sayDone(t('newFaces.settled', { name: exception?.typedName ?? '' }));
      onClose();
      await queryClient.invalidateQueries({ queryKey: exceptionsQuery.queryKey });
    },
  });
  const found = search.length >= 2 ? (people.data?.people ?? []) : [];
  return (
    <Modal opened={exception !== null} onClose={onClose} title={t('newFaces.who', { name: exception?.typedName ?? '' })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(chosen === null);
          if (chosen !== null) settle.mutate(chosen === noEntry ? null : chosen);
        }}
      >
        <Stack gap="md">
          <TextInput
            type="search"
            label={t('newFaces.search')}
            description={t('newFaces.searchHint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Radio.Group label={t('newFaces.matches')} value={chosen} onChange={setChosen} error={missing ? t('newFaces.choose') : undefined}>
            <Stack gap={8} mt={8} mb={4}>
              {found.slice(0, 8).map((person) => (
                <Radio key={person.id} value={person.id} label={person.name} description={person.email ?? undefined} />
              ))}
              {search.length >= 2 && people.isSuccess && found.length === 0 ? (
                <p className="settings-faint">{t('newFaces.noMatch', { search })}</p>
              ) : null}
              <Radio value={noEntry} label={t('newFaces.noEntry')} description={t('newFaces.noEntryHint')} />
            </Stack>
          </Radio.Group>
          <FormProblem error={settle.error ?? people.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={settle.isPending}>
              {tConsole('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
