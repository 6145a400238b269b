import { Button, Group, PasswordInput } from '@mantine/core';
import type { StaffMember } from '@firstbell/contracts/people';
import { secondFactorOperations } from '@firstbell/contracts/second-factor';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone } from '../../console/say.js';

/** Removing the second factor of an adult who lost their phone. Whether they have one is said only after the own password. */
export function LostPhone({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation('settings');
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => call(secondFactorOperations.resetSecondFactor, { personId: person.id, password }),
    onSuccess: () => {
      setAsking(false);
      sayDone(t('people.secondFactor.removed', { name: person.name }));
    },
    onSettled: () => setPassword(''),
  });
  const send = (): void => {
    if (password !== '' && !reset.isPending) reset.mutate();
  };
  return (
    <fieldset className="settings-fieldset">
      <legend>{t('people.secondFactor.title')}</legend>
      <p className="settings-faint">{t('people.secondFactor.hint', { name: person.name })}</p>
      <Group gap="sm" mt="sm">
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('people.secondFactor.remove')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('people.secondFactor.removeTitle', { name: person.name })}
        action={t('people.secondFactor.removeNow')}
        danger
        busy={reset.isPending}
        error={reset.error}
        onConfirm={send}
        onClose={() => {
          setAsking(false);
          setPassword('');
          reset.reset();
        }}
      >
        <p>{t('people.secondFactor.what')}</p>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // This form stands in the one of the person.
            event.stopPropagation();
            send();
          }}
        >
          <PasswordInput
            label={t('people.secondFactor.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('people.showPassword') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
          />
        </form>
      </ConfirmDialog>
    </fieldset>
  );
}
