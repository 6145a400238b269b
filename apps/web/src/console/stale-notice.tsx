import { useTranslation } from 'react-i18next';
import { useSchoolTime } from './use-school-time.js';

/** Firstbell is out of reach: what is shown stays readable and says how old it is. `asOf` in ms since the epoch. */
export function StaleNotice({ asOf }: { readonly asOf: number | null }) {
  const { t } = useTranslation('console');
  const { clock } = useSchoolTime();
  return (
    <p role="status" className="fb-notice console-stale">
      {asOf === null ? t('stale.unknown') : t('stale.asOf', { time: clock(new Date(asOf).toISOString()) })}
    </p>
  );
}
