import type { Rollout } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { PaceLine } from '../plan/overall.js';
import { ProgressBar } from '../progress-bar.js';
import { rolloutQuery } from '../rollout-queries.js';

const route = getRouteApi('/_staff/rollout/$planId/board');

/** For the big screen of the gym: every homeroom, readable from far away. No names. */
export function EventBoardPage() {
  const { t } = useTranslation('rollout');
  const { planId } = route.useParams();
  const plan = useQuery(rolloutQuery(planId));
  return (
    <Loaded query={plan} title={t('sections.rollouts')}>
      {(one) => <Board plan={one} />}
    </Loaded>
  );
}

function Board({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const lanes = plan.lanes.length === 0 ? [{ name: '', homerooms: plan.byHomeroom.map(({ name }) => name) }] : plan.lanes;
  const placed = new Set(lanes.flatMap(({ homerooms }) => homerooms));
  const rest = plan.byHomeroom.map(({ name }) => name).filter((name) => !placed.has(name));
  const shown = rest.length === 0 ? lanes : [...lanes, { name: t('plan.noLane'), homerooms: rest }];
  return (
    <div className="rollout-board">
      <PageHead
        title={plan.name}
        lead={
          <Link to="/rollout/$planId" params={{ planId: plan.id }} className="fb-link">
            {t('board.back')}
          </Link>
        }
      />
      {plan.progress === null ? null : (
        <div className="rollout-board__total">
          <p className="rollout-board__number">{t('board.done', { finished: plan.progress.finished, students: plan.progress.students })}</p>
          <PaceLine plan={plan} />
        </div>
      )}
      {shown.map((lane) => (
        <section key={lane.name} aria-label={lane.name === '' ? t('plan.tabs.homerooms') : lane.name}>
          {lane.name === '' ? null : <h2 className="rollout-board__lane">{lane.name}</h2>}
          <ul className="rollout-board__rooms">
            {plan.byHomeroom
              .filter(({ name }) => lane.homerooms.includes(name))
              .map((room) => (
                <li key={room.name} data-done={room.finished === room.students || undefined}>
                  <strong>{room.name || t('plan.noHomeroom')}</strong>
                  <span>
                    {room.finished === room.students
                      ? t('board.allDone')
                      : t('board.done', { finished: room.finished, students: room.students })}
                  </span>
                  <ProgressBar done={room.finished} of={room.students} label={room.name || t('plan.noHomeroom')} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section className="rollout-board__exceptions" aria-labelledby="exception-lane">
        <h2 id="exception-lane">{t('board.exceptionLane')}</h2>
        <p className="rollout-board__number">{plan.progress?.exceptions ?? 0}</p>
        <p className="rollout-plain">{t('board.exceptionHint')}</p>
      </section>
    </div>
  );
}
