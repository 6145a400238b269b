import type { ReviewReason } from '@firstbell/contracts/feedback';
import { useTranslation } from 'react-i18next';

/** Colour always with a word. */
export function ReasonBadge({ reason }: { readonly reason: ReviewReason }) {
  const { t } = useTranslation('coach');
  return (
    <span className="coach-reason" data-reason={reason}>
      {t(`reasons.${reason}`)}
    </span>
  );
}
