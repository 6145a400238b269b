import { StragglersPage } from '../stragglers/stragglers-page.js';
import { useLeadsRollouts } from '../use-leads-rollouts.js';
import { RolloutsList } from './rollouts-list.js';

/** Where the area opens: the plans, or for an assistant the list they work from. */
export function RolloutsHome() {
  return useLeadsRollouts() ? <RolloutsList /> : <StragglersPage />;
}
