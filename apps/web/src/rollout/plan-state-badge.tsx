import type { RolloutState } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';

export function PlanStateBadge({ state }: { readonly state: RolloutState }) {
  const { t } = useTranslation('rollout');
  return (
    <span className="rollout-state" data-state={state}>
      {t(`states.${state}`)}
    </span>
  );
}
