import type { Identified } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { type TapAnswers, ThreeTaps } from '../../feedback/three-taps.js';
import type { Kiosk } from '../use-kiosk.js';

interface FeedbackScreenProps {
  readonly kiosk: Kiosk;
  readonly due: NonNullable<Identified['feedbackDue']>;
  /** What could not be sent before. */
  readonly given?: TapAnswers | undefined;
}

export function FeedbackScreen({ kiosk, due, given }: FeedbackScreenProps) {
  const { t } = useTranslation('feedback');
  return (
    <div className="kiosk__form kiosk__form--wide">
      <div className="taps__head">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('title')}
        </h1>
        <p className="fb-lead">
          {t('about', { code: due.code })} · {t('lead')}
        </p>
      </div>
      <ThreeTaps
        onSend={(answers) => kiosk.giveFeedback(due.ticketId, answers)}
        onSkip={() => kiosk.say({ type: 'skipped-feedback' })}
        sending={false}
        given={given}
      />
    </div>
  );
}
