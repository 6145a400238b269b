import type { Visit } from '@firstbell/contracts/hand-out';
import { useTranslation } from 'react-i18next';
import { Ticket } from '../../hallpass/ticket.js';
import { isOver } from '../flow/standing.rules.js';
import { CheckIcon, CloudOffIcon, WaitingIcon } from '../hand-out-icons.js';
import { StepHeading } from './step-heading.js';

interface ServedStepProps {
  readonly visit: Visit;
  /** Recorded here and not yet confirmed. */
  readonly sending: boolean;
  readonly reachable: boolean;
}

/** Nothing is left to do at the station. The next scan goes on from here. */
export function ServedStep({ visit, sending, reachable }: ServedStepProps) {
  const { t } = useTranslation('handOut');
  const later = visit.steps.filter((step) => !isOver(step));
  return (
    <section className="ho-step ho-step--served" data-complete={later.length === 0 || undefined}>
      <StepHeading>
        {later.length === 0 ? t('served.title', { name: visit.student.name }) : t('served.later', { name: visit.student.name })}
      </StepHeading>
      {visit.device === null ? null : (
        <Ticket code={visit.device.tag} className="ho-giving__tag">
          {visit.device.model}
        </Ticket>
      )}
      <p className="ho-served__sent" role="status" data-state={sending ? 'kept' : 'sent'}>
        {sending ? reachable ? <WaitingIcon /> : <CloudOffIcon /> : <CheckIcon />}
        {sending ? (reachable ? t('served.sending') : t('served.kept')) : t('served.saved')}
      </p>
      {later.length === 0 ? null : (
        <ul className="ho-served__later">
          {later.map(({ step, state, reason }) => (
            <li key={step}>
              <strong>{t(`steps.${step}`)}</strong>{' '}
              {state === 'exception' && reason !== null ? `${t(`reasons.${reason}`)}. ${t('toException')}` : t(`laterHow.${step}`)}
            </li>
          ))}
        </ul>
      )}
      <p className="ho-step__lead">{t('served.next')}</p>
    </section>
  );
}
