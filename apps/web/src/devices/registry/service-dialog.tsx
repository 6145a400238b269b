import { deviceOperations, type Device } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { sayDone } from '../../console/say.js';
import { useDeviceChange } from './use-device-change.js';

/** Takes a device out of service, or puts it back. */
export function ServiceDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t } = useTranslation('devices');
  const to = device.state === 'retired' ? 'spare' : 'retired';
  const change = useDeviceChange(
    (_: null, requestId) => call(deviceOperations.changeDevice, { deviceId: device.id, requestId, version: device.version, state: to }),
    () => {
      sayDone(t(`service.done.${to}`, { tag: device.tag }));
      onClose();
    },
  );
  return (
    <ConfirmDialog
      opened
      title={t(`service.title.${to}`, { tag: device.tag })}
      action={t(`service.action.${to}`)}
      danger={to === 'retired'}
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate(null)}
      onClose={onClose}
    >
      {t(`service.what.${to}`)}
    </ConfirmDialog>
  );
}
