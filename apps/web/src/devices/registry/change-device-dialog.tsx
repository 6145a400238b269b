import { Modal } from '@mantine/core';
import { deviceOperations, type Device } from '@firstbell/contracts/devices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { sayDone } from '../../console/say.js';
import { DeviceForm } from './device-form.js';
import { sentValues, valuesOf, type DeviceValues } from './device-values.rules.js';
import { useDeviceChange } from './use-device-change.js';

/** Saves against the device as it was when the dialog opened, so that a change of somebody else meanwhile is not written over. */
export function ChangeDeviceDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t } = useTranslation('devices');
  const { t: tConsole } = useTranslation('console');
  const [seen] = useState(device);
  const change = useDeviceChange(
    (values: DeviceValues, requestId) =>
      call(deviceOperations.changeDevice, { deviceId: seen.id, requestId, version: seen.version, ...sentValues(values) }),
    () => {
      sayDone(tConsole('saved'));
      onClose();
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('change.title', { tag: seen.tag })} size="lg">
      <DeviceForm
        initial={valuesOf(seen)}
        action={tConsole('save')}
        busy={change.isPending}
        error={change.error}
        onSave={(values) => change.mutate(values)}
        onClose={onClose}
      />
    </Modal>
  );
}
