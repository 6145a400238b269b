import { rolloutOperations as ops, type Rollout } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { rolloutKey } from '../rollout-queries.js';

export type Wished = Pick<Rollout, 'direction' | 'audience' | 'steps' | 'credentials'>;

/** What starting would do, in numbers, counted now. */
export function ForecastLines({ wished }: { readonly wished: Wished }) {
  const { t } = useTranslation('rollout');
  const { direction, audience, steps, credentials } = wished;
  const forecast = useQuery({
    queryKey: [...rolloutKey, 'forecast', direction, audience],
    queryFn: ({ signal }) => call(ops.forecastRollout, { direction, audience }, { signal }),
  });
  return (
    <Loaded query={forecast}>
      {(counts) => {
        const mails = steps.includes('credentials') && credentials === 'mail';
        const lines = [
          counts.students === 0 ? t('new.nobody') : t('forecast.students', { count: counts.students }),
          ...(counts.inAnother > 0 ? [t('forecast.inAnother', { count: counts.inAnother })] : []),
          ...(steps.includes('account')
            ? [
                t('forecast.accounts', { count: counts.accountsToMake }),
                ...(counts.accountsThere > 0 ? [t('forecast.accountsThere', { count: counts.accountsThere })] : []),
                ...(counts.directorySetUp ? [] : [t('forecast.noDirectory')]),
              ]
            : []),
          ...(mails
            ? [
                t('forecast.mails', { count: counts.accountsToMake }),
                ...(counts.withoutAddress > 0 ? [t('forecast.withoutAddress', { count: counts.withoutAddress })] : []),
                ...(counts.senderSetUp ? [] : [t('forecast.noSender')]),
              ]
            : []),
          ...(direction === 'hand_out' && counts.withDevice > 0 ? [t('forecast.withDevice', { count: counts.withDevice })] : []),
          ...(direction === 'collection' && counts.leavers > 0 ? [t('forecast.leavers', { count: counts.leavers })] : []),
        ];
        return (
          <ul className="rollout-forecast">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
