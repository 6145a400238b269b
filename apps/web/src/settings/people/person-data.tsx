import { Button, Group } from '@mantine/core';
import { privacyOperations } from '@firstbell/contracts/privacy';
import type { StaffMember } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { saveFile } from '../../console/save-file.js';
import { useSayFailed } from '../../console/say.js';

interface PersonDataProps {
  readonly person: StaffMember;
  readonly onErased: (leftInDirectory: string | null) => void;
}

/** Showing somebody everything that is held about them, and forgetting them. */
export function PersonData({ person, onErased }: PersonDataProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const failed = useSayFailed();
  const [asking, setAsking] = useState(false);
  const show = useMutation({
    mutationFn: () => call(privacyOperations.exportPerson, { personId: person.id }, { timeoutMs: 60_000 }),
    onSuccess: (data) => saveFile(new Blob([JSON.stringify(data, undefined, 2)], { type: 'application/json' }), `${person.id}.json`),
    onError: failed,
  });
  const erase = useMutation({
    mutationFn: () => call(privacyOperations.erasePerson, { personId: person.id }, { timeoutMs: 60_000 }),
    onSuccess: async ({ leftInDirectory }) => {
      onErased(leftInDirectory);
      await queryClient.invalidateQueries({ queryKey: ['staff'] });
    },
  });
  return (
    <fieldset className="settings-fieldset">
      <legend>{t('people.data.title')}</legend>
      <p className="settings-faint">{t('people.data.hint')}</p>
      <Group gap="sm" mt="sm">
        <Button variant="default" loading={show.isPending} onClick={() => show.mutate()}>
          {t('people.data.show')}
        </Button>
        <Button variant="default" color="danger" onClick={() => setAsking(true)}>
          {t('people.data.erase')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('people.data.eraseTitle', { name: person.name })}
        action={t('people.data.eraseNow')}
        danger
        busy={erase.isPending}
        error={erase.error}
        onConfirm={() => erase.mutate()}
        onClose={() => {
          setAsking(false);
          erase.reset();
        }}
      >
        <p>{t('people.data.eraseWhat')}</p>
      </ConfirmDialog>
    </fieldset>
  );
}
