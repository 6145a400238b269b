import { Button, Group, Modal, Stack } from '@mantine/core';
import { type MailItem, mailingOperations } from '@firstbell/contracts/mailing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { WishId } from '../../api/wish-id.js';
import { FormProblem } from '../../console/form-problem.js';

/** Nobody knows whether it arrived: a person says so, or says that it is sent again. */
export function DecideDialog({ item, onClose }: { readonly item: MailItem; readonly onClose: () => void }) {
  const { t } = useTranslation('mail');
  const queryClient = useQueryClient();
  const [wish] = useState(() => new WishId());
  const decide = useMutation({
    mutationFn: (decision: 'arrived' | 'again') =>
      call(mailingOperations.decideMailItem, { itemId: item.id, version: item.version, requestId: wish.of(decision), decision }),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['mail-items'] });
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('decide.title', { name: item.person.name })}>
      <Stack gap="md">
        <p className="mail-plain">{t('decide.what', { name: item.person.name })}</p>
        <FormProblem error={decide.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('decide.cancel')}
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('again')}>
            {t('decide.again')}
          </Button>
          <Button loading={decide.isPending} onClick={() => decide.mutate('arrived')}>
            {t('decide.arrived')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
