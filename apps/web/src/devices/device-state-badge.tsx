import type { DeviceState } from '@firstbell/contracts/devices';
import { useTranslation } from 'react-i18next';

export function DeviceStateBadge({ state }: { readonly state: DeviceState }) {
  const { t } = useTranslation('devices');
  return (
    <span className="devices-badge" data-state={state}>
      {t(`states.${state}`)}
    </span>
  );
}
