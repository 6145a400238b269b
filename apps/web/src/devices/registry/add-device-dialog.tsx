import { Modal } from '@mantine/core';
import { deviceOperations } from '@firstbell/contracts/devices';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { WishId } from '../../api/wish-id.js';
import { sayDone } from '../../console/say.js';
import { DeviceForm } from './device-form.js';
import { noValues, sentValues, type DeviceValues } from './device-values.rules.js';

export function AddDeviceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('devices');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [wish] = useState(() => new WishId());
  const add = useMutation({
    mutationFn: (values: DeviceValues) => call(deviceOperations.addDevice, { id: wish.of(values), ...sentValues(values) }),
    onSuccess: async (added) => {
      sayDone(t('add.done', { tag: added.tag }));
      await queryClient.invalidateQueries({ queryKey: ['devices'] });
      await navigate({ to: '/devices/$deviceId', params: { deviceId: added.id } });
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('add.title')} size="lg">
      <DeviceForm
        initial={noValues}
        action={t('add.action')}
        busy={add.isPending}
        error={add.error}
        onSave={(values) => add.mutate(values)}
        onClose={onClose}
      />
    </Modal>
  );
}
