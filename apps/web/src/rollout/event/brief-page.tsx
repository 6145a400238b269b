import { Button } from '@mantine/core';
import type { Rollout } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { spokenLines } from '../../i18n/spoken.js';
import { rolloutQuery } from '../rollout-queries.js';

const route = getRouteApi('/_staff/rollout/$planId/brief');

export function BriefPage() {
  const { t } = useTranslation('rollout');
  const { planId } = route.useParams();
  const plan = useQuery(rolloutQuery(planId));
  return (
    <Loaded query={plan} title={t('brief.title')}>
      {(one) => <Brief plan={one} />}
    </Loaded>
  );
}

const rules = ['calm', 'order', 'exception', 'password', 'scan'] as const;

/** One printed page for an adult who helps for an hour and knows nothing of Firstbell. */
function Brief({ plan }: { readonly plan: Rollout }) {
  const { t, i18n } = useTranslation('rollout');
  return (
    <>
      <PageHead
        title={t('brief.title')}
        lead={
          <>
            {t('brief.lead', { name: plan.name })}{' '}
            <Link to="/rollout/$planId" params={{ planId: plan.id }} className="fb-link console-no-print">
              {t('board.back')}
            </Link>
          </>
        }
      >
        <Button onClick={() => window.print()}>{t('brief.print')}</Button>
      </PageHead>
      <article className="rollout-brief">
        <section>
          <h2>{t('brief.what')}</h2>
          <ol>
            {plan.steps.map((step) => (
              <li key={step}>
                <strong>{t(`steps.${step}`)}.</strong> {step === 'collect' ? t('new.collectionHint') : t(`new.stepHint.${step}`)}
              </li>
            ))}
          </ol>
        </section>
        {plan.basics === null ? null : (
          <section>
            <h2>{t('brief.basics')}</h2>
            <ol>
              {spokenLines(plan.basics, i18n.resolvedLanguage ?? 'en').map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </section>
        )}
        <section>
          <h2>{t('brief.lanes')}</h2>
          {plan.lanes.length === 0 ? (
            <p>{t('brief.oneLine')}</p>
          ) : (
            <ul>
              {plan.lanes.map(({ name, homerooms }) => (
                <li key={name}>{t('brief.laneLine', { name, homerooms: homerooms.join(', ') })}</li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2>{t('brief.rules')}</h2>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{t(`brief.rule.${rule}`)}</li>
            ))}
          </ul>
        </section>
      </article>
    </>
  );
}
