import type { ScannedLaptop, Visit } from '@firstbell/contracts/hand-out';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';
import { HallPassDrawing } from '../hallpass/hall-pass-drawing.js';
import { Ticket } from '../hallpass/ticket.js';
import type { Cohort } from './cohort/cohort.rules.js';
import { NameFinder } from './name-finder.js';
import type { RefusedEntry } from './outbox/hand-out-entry.rules.js';
import { StepHeading } from './steps/step-heading.js';

interface WelcomeScreenProps {
  readonly laptop: ScannedLaptop | null;
  readonly lookingUp: string | null;
  readonly cohort: Cohort | null;
  readonly expected: number | null;
  readonly refused: readonly RefusedEntry[];
  /** Of the school. */
  readonly timeZone: string;
  readonly onPick: (visit: Visit) => void;
  readonly onSeenTo: (entry: RefusedEntry) => void;
}

/** Nobody is at the station yet. */
export function WelcomeScreen({ laptop, lookingUp, cohort, expected, refused, timeZone, onPick, onSeenTo }: WelcomeScreenProps) {
  const { t } = useTranslation('handOut');
  return (
    <div className="ho-welcome">
      <section className="ho-welcome__scan">
        <div className="ho-welcome__art">
          {laptop === null ? <HallPassDrawing beam /> : <Ticket code={laptop.tag}>{laptop.model}</Ticket>}
        </div>
        <div className="ho-welcome__words">
          <StepHeading key={laptop?.id ?? 'nobody'}>{laptop === null ? t('welcome.title') : t('welcome.laptopTitle')}</StepHeading>
          <p className="ho-step__lead">{laptop === null ? t('welcome.lead') : t('welcome.laptopLead')}</p>
          <p className="ho-welcome__got" role="status">
            {lookingUp === null ? '' : t('welcome.lookingUp', { scan: lookingUp })}
          </p>
        </div>
      </section>
      <div className="ho-welcome__side">
        <NameFinder cohort={cohort} onPick={onPick} />
        <p className="ho-welcome__ready">{expected === null ? t('welcome.noList') : t('welcome.ready', { count: expected })}</p>
      </div>
      {refused.length === 0 ? null : <SetAside refused={refused} timeZone={timeZone} onSeenTo={onSeenTo} />}
    </div>
  );
}

/** What the server would not take after the student had gone. */
function SetAside({ refused, timeZone, onSeenTo }: Pick<WelcomeScreenProps, 'refused' | 'timeZone' | 'onSeenTo'>) {
  const { t, i18n } = useTranslation('handOut');
  const clock = new Intl.DateTimeFormat(i18n.resolvedLanguage, { timeZone, hour: 'numeric', minute: '2-digit' });
  return (
    <section className="ho-aside" aria-labelledby="ho-aside-title">
      <h2 id="ho-aside-title">{t('aside.title', { count: refused.length })}</h2>
      <ul>
        {refused.map((entry) => (
          <li key={entry.id}>
            <span>
              <strong translate="no">{entry.who}</strong> ·{' '}
              {entry.what.kind === 'check-out' ? t('aside.laptop', { tag: entry.what.tag }) : t(`steps.${entry.what.step}`)} ·{' '}
              {clock.format(entry.pressedAt)}
              <br />
              {entry.detail}
            </span>
            <Button look="plain" onClick={() => onSeenTo(entry)}>
              {t('aside.seenTo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
