import type { RosterImportState } from '@firstbell/contracts/roster';
import { useTranslation } from 'react-i18next';

export function ImportStateBadge({ state }: { readonly state: RosterImportState }) {
  const { t } = useTranslation('settings');
  return (
    <span className="settings-state" data-state={state}>
      {t(`roster.states.${state}`)}
    </span>
  );
}
