import { SegmentedControl } from '@mantine/core';
import type { Rollout } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { ForecastLines } from '../new/forecast-lines.js';
import { PlanStateBadge } from '../plan-state-badge.js';
import { rolloutQuery } from '../rollout-queries.js';
import { GroupsTable } from './groups-table.js';
import { Newcomers } from './newcomers.js';
import { Overall } from './overall.js';
import { PeriodsTable } from './periods-table.js';
import { PlanMoves } from './plan-moves.js';
import { SetLanes } from './set-lanes.js';
import { StudentsTable } from './students-table.js';

const route = getRouteApi('/_staff/rollout/$planId/');

export function PlanPage() {
  const { t } = useTranslation('rollout');
  const { planId } = route.useParams();
  const plan = useQuery(rolloutQuery(planId));
  return (
    <Loaded query={plan} title={t('sections.rollouts')}>
      {(one) => <OnePlan plan={one} />}
    </Loaded>
  );
}

function OnePlan({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  return (
    <>
      <PageHead
        title={plan.name}
        lead={
          <>
            <Link to="/rollout" className="fb-link">
              {t('plan.all')}
            </Link>{' '}
            · {t(`directions.${plan.direction}`)} · <PlanStateBadge state={plan.state} />
            {plan.progress === null ? null : (
              <>
                {' · '}
                <Link to="/rollout/$planId/board" params={{ planId: plan.id }} className="fb-link">
                  {t('plan.board')}
                </Link>{' '}
                ·{' '}
                <Link to="/rollout/$planId/brief" params={{ planId: plan.id }} className="fb-link">
                  {t('plan.brief')}
                </Link>
              </>
            )}
          </>
        }
      >
        <PlanMoves plan={plan} />
      </PageHead>
      <div className="rollout-stack">
        {plan.progress === null ? (
          <section className="console-card" aria-labelledby="will">
            <h2 id="will">{t('new.check')}</h2>
            <ForecastLines wished={plan} />
          </section>
        ) : (
          <>
            <Newcomers plan={plan} />
            <Overall plan={plan} progress={plan.progress} />
            <Tabs plan={plan} />
          </>
        )}
      </div>
    </>
  );
}

const tabs = ['homerooms', 'periods', 'lanes', 'students'] as const;

function Tabs({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const [tab, setTab] = useState<(typeof tabs)[number]>('homerooms');
  return (
    <section className="console-card rollout-stack">
      <SegmentedControl
        aria-label={t('plan.tabs.label')}
        className="console-no-print rollout-tabs"
        value={tab}
        data={tabs.map((value) => ({ value, label: t(`plan.tabs.${value}`) }))}
        onChange={(value) => setTab(tabs.find((one) => one === value) ?? 'homerooms')}
      />
      {tab === 'homerooms' ? (
        <GroupsTable
          of="homeroom"
          title={t('plan.tabs.homerooms')}
          rows={plan.byHomeroom}
          empty={t('plan.noHomerooms')}
          unnamed={t('plan.noHomeroom')}
        />
      ) : null}
      {tab === 'periods' ? <PeriodsTable planId={plan.id} /> : null}
      {tab === 'lanes' ? (
        <>
          <SetLanes plan={plan} />
          <GroupsTable of="lane" title={t('plan.tabs.lanes')} rows={plan.byLane} empty={t('plan.noLanes')} unnamed={t('plan.noLane')} />
        </>
      ) : null}
      {tab === 'students' ? <StudentsTable plan={plan} /> : null}
    </section>
  );
}
