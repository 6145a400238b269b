import type { RolloutVideo } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { TextField } from '../../hallpass/text-field.js';
import { BothSpoken } from '../both-spoken.js';
import { Key } from '../key.js';
import { StepHeading } from './step-heading.js';

interface VideoStepProps {
  readonly video: RolloutVideo;
  readonly language: string;
  readonly answer: number | null;
  readonly wrong: readonly number[];
  readonly question: string;
  readonly onAnswer: (answer: number) => void;
  readonly onQuestion: (question: string) => void;
  readonly onDone: () => void;
  readonly onSkip: () => void;
}

export function VideoStep({ video, language, answer, wrong, question, onAnswer, onQuestion, onDone, onSkip }: VideoStepProps) {
  const { t } = useTranslation('handOut');
  return (
    <section className="ho-step">
      <StepHeading>{t('video.title')}</StepHeading>
      <Film video={video} language={language} />
      <fieldset className="ho-check">
        <legend>
          <BothSpoken words={video.question} student={language} />
        </legend>
        <div className="ho-check__answers">
          {video.answers.map((words, index) => (
            <button
              key={index}
              type="button"
              className="ho-answer"
              aria-pressed={answer === index}
              data-wrong={wrong.includes(index) || undefined}
              onClick={() => onAnswer(index)}
            >
              <Key>{String(index + 1)}</Key>
              <span className="ho-answer__words">
                <BothSpoken words={words} student={language} />
                {wrong.includes(index) ? <span className="ho-answer__no">{t('video.notThis')}</span> : null}
              </span>
            </button>
          ))}
        </div>
      </fieldset>
      <p className="ho-step__word" role="status">
        {answer !== null ? t('video.right') : wrong.length > 0 ? t('video.wrong') : ''}
      </p>
      {answer !== null ? (
        <>
          <TextField
            label={t('video.questionLabel')}
            hint={t('video.questionHint')}
            value={question}
            maxLength={500}
            onChange={(event) => onQuestion(event.target.value)}
          />
          <div className="ho-step__go">
            <Button large onClick={onDone}>
              {t('video.done')}
              <Key>Enter</Key>
            </Button>
          </div>
        </>
      ) : (
        <div className="ho-step__go">
          <Button look="quiet" onClick={onSkip}>
            {t('skip')}
            <Key>S</Key>
          </Button>
        </div>
      )}
    </section>
  );
}

/** A film of our own origin plays here; a page elsewhere is opened by whoever wants to see it. */
function Film({ video, language }: { readonly video: RolloutVideo; readonly language: string }) {
  const { t } = useTranslation('handOut');
  const address = new URL(video.url, location.origin);
  const ours = address.origin === location.origin && /\.(mp4|webm|ogv)$/i.test(address.pathname);
  if (ours) return <video className="ho-film" controls preload="metadata" src={address.pathname + address.search} />;
  return (
    <a className="ho-link" href={address.href} target="_blank" rel="noreferrer">
      <span className="ho-link__title">
        <BothSpoken words={video.title} student={language} />
      </span>
      <span className="ho-link__opens">{t('video.opens')}</span>
    </a>
  );
}
