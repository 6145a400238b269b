import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { sessionOperations, type OpenSession } from '@firstbell/contracts/sessions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { FormProblem } from '../console/form-problem.js';
import { sayDone } from '../console/say.js';
import { sessionsQuery } from './sessions-query.js';
import { useDeviceName } from './use-device-name.js';

/** One session, or how many others there are. */
export type Ending = { readonly session: OpenSession } | { readonly others: number };

interface EndSessionsDialogProps {
  readonly ending: Ending;
  readonly onClose: () => void;
}

/** Asks for the own password: who finds a computer left open must not sign its owner out everywhere else. */
export function EndSessionsDialog({ ending, onClose }: EndSessionsDialogProps) {
  const { t } = useTranslation('account');
  const { t: tConsole } = useTranslation('console');
  const nameOf = useDeviceName();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const end = useMutation({
    mutationFn: async () => {
      if ('session' in ending) await call(sessionOperations.endSession, { sessionId: ending.session.id, password });
      else await call(sessionOperations.endOtherSessions, { password });
    },
    onSuccess: async () => {
      sayDone('session' in ending ? t('ended', { device: nameOf(ending.session) }) : t('endedOthers'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    onError: () => setPassword(''),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (password !== '' && !end.isPending) end.mutate();
  };
  const title = 'session' in ending ? t('endTitle') : t('endOthersTitle', { count: ending.others });
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p className="account__plain">{'session' in ending ? t('endWhat', { device: nameOf(ending.session) }) : t('endOthersWhat')}</p>
          <PasswordInput
            label={t('password')}
            description={t('passwordHint')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
          />
          <FormProblem error={end.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" color="danger" loading={end.isPending} disabled={password === ''}>
              {t('endNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
