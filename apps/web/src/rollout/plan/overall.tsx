import type { Rollout, RolloutProgress } from '@firstbell/contracts/rollouts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { ProgressBar } from '../progress-bar.js';

/** How far all of them are: together, step by step, and when the last one is done. */
export function Overall({ plan, progress }: { readonly plan: Rollout; readonly progress: RolloutProgress }) {
  const { t, i18n } = useTranslation('rollout');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const said = t(plan.direction === 'collection' ? 'plan.collected' : 'plan.finished', {
    finished: format.format(progress.finished),
    students: format.format(progress.students),
  });
  return (
    <section className="console-card rollout-stack" aria-labelledby="overall">
      <h2 id="overall" className="rollout-overall">
        {said}
      </h2>
      <ProgressBar done={progress.finished} of={progress.students} label={said} size="xl" />
      <PaceLine plan={plan} />
      <ul className="rollout-steps">
        {progress.steps.map((step) => {
          const done = step.done + step.skipped;
          return (
            <li key={step.step}>
              <p className="rollout-step__name">
                <strong>{t(`steps.${step.step}`)}</strong>
                <span>{t('plan.stepLine', { done: format.format(done), all: format.format(progress.students) })}</span>
              </p>
              <ProgressBar done={done} of={progress.students} label={t(`steps.${step.step}`)} />
              <p className="rollout-faint">
                {(['doing', 'due', 'blocked', 'exception'] as const)
                  .filter((state) => step[state] > 0)
                  .map((state) => `${t(`stepStates.${state}`)}: ${format.format(step[state])}`)
                  .join(' · ')}
              </p>
            </li>
          );
        })}
      </ul>
      <Remarks plan={plan} exceptions={progress.exceptions} />
    </section>
  );
}

export function PaceLine({ plan }: { readonly plan: Rollout }) {
  const { t, i18n } = useTranslation('rollout');
  const { exact } = useSchoolTime();
  if (plan.state !== 'running') return null;
  if (plan.pace === null) return <p className="rollout-faint">{t('plan.thin')}</p>;
  const perHour = new Intl.NumberFormat(i18n.resolvedLanguage).format(plan.pace.perHour);
  return (
    <p className="rollout-plain">
      <strong>{t('plan.pace', { perHour })}</strong>
      {plan.pace.lastAt === null ? null : ` · ${t('plan.lastAt', { when: exact(plan.pace.lastAt) })}`}
    </p>
  );
}

function Remarks({ plan, exceptions }: { readonly plan: Rollout; readonly exceptions: number }) {
  const { t } = useTranslation('rollout');
  const lines = [
    plan.left === 0 ? null : t(plan.direction === 'collection' ? 'plan.leavers' : 'plan.left', { count: plan.left }),
    plan.chargersMissing === 0 ? null : t('plan.chargers', { count: plan.chargersMissing }),
    plan.damaged === 0 ? null : t('plan.damaged', { count: plan.damaged }),
  ].filter((line) => line !== null);
  return (
    <>
      {exceptions === 0 ? null : (
        <p className="rollout-alert">
          <Link to="/rollout/exceptions" className="fb-link">
            {t('plan.exceptions', { count: exceptions })}
          </Link>
        </p>
      )}
      {lines.length === 0 ? null : <p className="rollout-faint">{lines.join(' ')}</p>}
    </>
  );
}
