import type { HandOutStep, Visit, VisitStep } from '@firstbell/contracts/hand-out';
import { useTranslation } from 'react-i18next';
import { standingOf } from './flow/standing.rules.js';
import { CheckIcon, PersonIcon, SkippedIcon, WaitingIcon } from './hand-out-icons.js';

interface StepListProps {
  readonly visit: Visit;
  readonly current: HandOutStep | null;
  readonly onChoose: (step: HandOutStep) => void;
}

/** Every step of the student's visit with where it stands; an open one can be chosen out of turn. */
export function StepList({ visit, current, onChoose }: StepListProps) {
  const { t } = useTranslation('handOut');
  return (
    <ol className="ho-steps" aria-label={t('steps.label')}>
      {visit.steps.map((step, index) => (
        <li
          key={step.step}
          className="ho-steps__step"
          data-standing={standingOf(step)}
          aria-current={step.step === current ? 'step' : undefined}
        >
          <span className="ho-steps__mark">
            <Mark step={step} number={index + 1} />
          </span>
          <span className="ho-steps__words">
            {standingOf(step) === 'open' && step.step !== current ? (
              <button type="button" className="ho-steps__choose" onClick={() => onChoose(step.step)}>
                {t(`steps.${step.step}`)}
              </button>
            ) : (
              <span className="ho-steps__name">{t(`steps.${step.step}`)}</span>
            )}
            <span className="ho-steps__state">
              <StateWords step={step} visit={visit} />
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, number }: { readonly step: VisitStep; readonly number: number }) {
  switch (standingOf(step)) {
    case 'done':
      return <CheckIcon />;
    case 'skipped':
      return <SkippedIcon />;
    case 'elsewhere':
      return <WaitingIcon />;
    case 'exception':
      return <PersonIcon />;
    case 'open':
    case 'after':
      return <>{number}</>;
  }
}

/** How a student's first password travels is worth more words than "waiting". */
function StateWords({ step, visit }: { readonly step: VisitStep; readonly visit: Visit }) {
  const { t } = useTranslation('handOut');
  if (step.reason !== null) return <>{t(`reasons.${step.reason}`)}</>;
  if (step.step === 'credentials') return <>{t(`credential.${visit.credential.state}`)}</>;
  if (step.step === 'hand_out' && visit.device !== null) return <>{t('steps.has', { tag: visit.device.tag })}</>;
  return <>{t(`standings.${standingOf(step)}`)}</>;
}
