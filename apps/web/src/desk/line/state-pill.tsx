import type { LineRow } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { isHeldBy } from './line-groups.rules.js';

/** Colour always with its word. */
export function StatePill({ row, meId }: { readonly row: LineRow; readonly meId: string }) {
  const { t } = useTranslation('desk');
  const state = isHeldBy(row, meId) ? 'yours' : row.state;
  return (
    <span className="desk-pill" data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
