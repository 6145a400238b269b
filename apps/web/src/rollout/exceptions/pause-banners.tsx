import type { RolloutPause } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';

/** What stands still as a whole is said once, not for each of the thousands behind it. */
export function PauseBanners({ pauses }: { readonly pauses: readonly RolloutPause[] }) {
  const { t } = useTranslation('rollout');
  const { exact } = useSchoolTime();
  return pauses.map((pause) => (
    <div key={pause.what} className="fb-notice" role="status">
      <p className="rollout-plain">
        {isByPerson(pause)
          ? t(`exceptions.pausedByPerson.${pause.what}`)
          : t(`exceptions.pauses.${pause.what}`, { until: exact(pause.until) })}
      </p>
      {pause.detail === null || isByPerson(pause) ? null : (
        <p className="rollout-faint">{t('exceptions.said', { detail: pause.detail })}</p>
      )}
    </div>
  ));
}

/** It lasts until a person ends it. */
const isByPerson = ({ code }: RolloutPause): boolean => code?.endsWith('.paused_by_person') === true;
