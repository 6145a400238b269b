import './three-taps.css';
import { type Tap, taps } from '@firstbell/contracts/feedback';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';

const questions = ['fixed', 'explained', 'respected'] as const;
type Question = (typeof questions)[number];

export interface TapAnswers {
  readonly fixed: Tap;
  readonly explained: Tap;
  readonly respected: Tap;
  readonly comment: string;
  readonly reopen: boolean;
}

interface ThreeTapsProps {
  readonly onSend: (answers: TapAnswers) => void;
  /** Rating can always be skipped. */
  readonly onSkip?: () => void;
  readonly sending: boolean;
  /** What could not be sent before. */
  readonly given?: TapAnswers | undefined;
}

/** Three questions, one tap each, and an optional sentence. "Not fixed" offers to put the ticket back in line. */
export function ThreeTaps({ onSend, onSkip, sending, given }: ThreeTapsProps) {
  const { t } = useTranslation('feedback');
  const [tapped, setTapped] = useState<Partial<Record<Question, Tap>>>(given === undefined ? {} : tapsOf(given));
  const [reopen, setReopen] = useState<boolean | null>(given?.fixed === 'no' ? given.reopen : null);
  const [comment, setComment] = useState(given?.comment ?? '');
  const [incomplete, setIncomplete] = useState(false);
  const commentId = useId();

  const send = (): void => {
    const { fixed, explained, respected } = tapped;
    if (fixed === undefined || explained === undefined || respected === undefined) {
      setIncomplete(true);
      return;
    }
    if (!sending) onSend({ fixed, explained, respected, comment, reopen: fixed === 'no' && reopen === true });
  };
  const complete = questions.every((question) => tapped[question] !== undefined);

  return (
    <form
      className="taps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="taps__questions">
        {questions.map((question) => (
          <fieldset key={question} className="taps__question">
            <legend>{t(`questions.${question}`)}</legend>
            <div className="taps__row">
              {taps.map((tap) => (
                <label key={tap} className="taps__tap">
                  <input
                    type="radio"
                    name={question}
                    value={tap}
                    checked={tapped[question] === tap}
                    onChange={() => setTapped({ ...tapped, [question]: tap })}
                  />
                  <span>
                    <Face tap={tap} />
                    {t(`taps.${tap}`)}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <div className="taps__more">
        {tapped.fixed === 'no' ? (
          <fieldset className="taps__question taps__reopen">
            <legend>{t('reopen.ask')}</legend>
            <div className="taps__row taps__row--two">
              {[true, false].map((answer) => (
                <label key={String(answer)} className="taps__tap">
                  <input type="radio" name="reopen" checked={reopen === answer} onChange={() => setReopen(answer)} />
                  <span>{answer ? t('reopen.yes') : t('reopen.no')}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ) : null}
        <div className="fb-field taps__comment">
          <label htmlFor={commentId}>{t('comment')}</label>
          <textarea
            id={commentId}
            className="fb-input"
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </div>
        <div className="taps__send">
          <Button type="submit" large>
            {sending ? t('sending') : t('send')}
          </Button>
          {onSkip === undefined ? null : (
            <Button large look="plain" onClick={onSkip}>
              {t('skip')}
            </Button>
          )}
          <p role="status" className="taps__missing">
            {incomplete && !complete ? t('allThree') : null}
          </p>
        </div>
      </div>
    </form>
  );
}

const tapsOf = ({ fixed, explained, respected }: TapAnswers): Record<Question, Tap> => ({ fixed, explained, respected });

const mouths: Readonly<Record<Tap, string>> = { yes: 'M15 28c3 6 15 6 18 0', partly: 'M16 30h16', no: 'M15 33c3-6 15-6 18 0' };

function Face({ tap }: { readonly tap: Tap }) {
  return (
    <svg viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" aria-hidden="true">
      <circle cx="24" cy="24" r="19" fill="var(--face)" />
      <path d={mouths[tap]} />
      <path d="M17 18v2M31 18v2" strokeWidth="4.5" />
    </svg>
  );
}
