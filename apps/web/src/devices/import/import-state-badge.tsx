import type { DeviceImportState } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';

export function ImportStateBadge({ state }: { readonly state: DeviceImportState }) {
  const { t } = useTranslation('devices');
  return (
    <span className="devices-badge" data-state={state}>
      {t(`import.states.${state}`)}
    </span>
  );
}
