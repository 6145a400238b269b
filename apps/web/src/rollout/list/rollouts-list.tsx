import { Button } from '@mantine/core';
import type { RolloutRow } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { When } from '../../console/when.js';
import { PlanStateBadge } from '../plan-state-badge.js';
import { ProgressBar } from '../progress-bar.js';
import { rolloutsQuery } from '../rollout-queries.js';

export function RolloutsList() {
  const { t } = useTranslation('rollout');
  const navigate = useNavigate();
  const rollouts = useQuery(rolloutsQuery);
  return (
    <>
      <PageHead title={t('list.title')} lead={t('list.lead')}>
        <Button onClick={() => void navigate({ to: '/rollout/new' })}>{t('list.new')}</Button>
      </PageHead>
      <Loaded query={rollouts}>
        {({ rollouts: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('list.empty.title')} picture="folder-search">
              <p>{t('list.empty.body')}</p>
            </EmptyState>
          ) : (
            <ul className="rollout-list">
              {all.map((one) => (
                <Row key={one.id} one={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function Row({ one }: { readonly one: RolloutRow }) {
  const { t } = useTranslation('rollout');
  const { progress } = one;
  const said =
    progress === null
      ? t('list.nobody')
      : t(one.direction === 'collection' ? 'plan.collected' : 'list.done', { finished: progress.finished, students: progress.students });
  return (
    <li className="console-card rollout-row">
      <div>
        <h2 className="rollout-row__name">
          <Link to="/rollout/$planId" params={{ planId: one.id }} className="fb-link">
            {one.name}
          </Link>
        </h2>
        <p className="rollout-faint">
          {t(`directions.${one.direction}`)} · <When at={one.startedAt ?? one.createdAt} />
        </p>
      </div>
      <div className="rollout-row__progress">
        <p className="rollout-plain">{said}</p>
        {progress === null ? null : <ProgressBar done={progress.finished} of={progress.students} label={said} />}
        {progress === null || progress.exceptions === 0 ? null : (
          <p className="rollout-alert">{t('list.exceptions', { count: progress.exceptions })}</p>
        )}
      </div>
      <PlanStateBadge state={one.state} />
    </li>
  );
}
