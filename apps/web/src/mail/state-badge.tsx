import type { MailingState, MailItemState } from '@firstbell/contracts/mailing';
import { useTranslation } from 'react-i18next';

export function StateBadge({ state }: { readonly state: MailingState }) {
  const { t } = useTranslation('mail');
  return (
    <span className="mail-state" data-state={state}>
      {t(`states.${state}`)}
    </span>
  );
}

export function ItemStateBadge({ state }: { readonly state: MailItemState }) {
  const { t } = useTranslation('mail');
  return (
    <span className="mail-state" data-state={state}>
      {t(`items.states.${state}`)}
    </span>
  );
}
