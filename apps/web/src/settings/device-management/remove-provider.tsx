import { Button } from '@mantine/core';
import { deviceManagementOperations } from '@firstbell/contracts/device-management';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone } from '../../console/say.js';
import { deviceManagementQuery } from './device-management-query.js';

export function RemoveProvider({ version }: { readonly version: number }) {
  const { t } = useTranslation('deviceManagement');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => call(deviceManagementOperations.removeDeviceManagement, { version }),
    onSuccess: async () => {
      setAsking(false);
      sayDone(t('remove.removed'));
      await queryClient.invalidateQueries({ queryKey: deviceManagementQuery.queryKey });
    },
  });
  return (
    <div className="console-no-print">
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('remove.action')}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('remove.title')}
        action={t('remove.action')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('remove.what')}</p>
      </ConfirmDialog>
    </div>
  );
}
