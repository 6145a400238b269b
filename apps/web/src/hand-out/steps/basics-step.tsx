import type { TranslatedLines } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { spokenLines } from '../../i18n/spoken.js';
import { CheckIcon } from '../hand-out-icons.js';
import { Key } from '../key.js';
import { StepHeading } from './step-heading.js';

interface BasicsStepProps {
  readonly basics: TranslatedLines;
  readonly language: string;
  readonly ticked: readonly number[];
  readonly onTick: (line: number) => void;
  readonly onDone: () => void;
  readonly onSkip: () => void;
}

/** The student does, the assistant ticks. */
export function BasicsStep({ basics, language, ticked, onTick, onDone, onSkip }: BasicsStepProps) {
  const { t, i18n } = useTranslation('handOut');
  const own = i18n.resolvedLanguage ?? 'en';
  const lines = spokenLines(basics, own);
  const second = language === own ? [] : spokenLines(basics, language);
  const all = lines.every((_line, index) => ticked.includes(index));
  return (
    <section className="ho-step">
      <StepHeading>{t('basics.title')}</StepHeading>
      <p className="ho-step__lead">{t('basics.lead')}</p>
      <ul className="ho-basics">
        {lines.map((line, index) => (
          <li key={index}>
            <button type="button" className="ho-tick" role="checkbox" aria-checked={ticked.includes(index)} onClick={() => onTick(index)}>
              <span className="ho-tick__box">
                {ticked.includes(index) ? <CheckIcon /> : index < 9 ? <Key>{String(index + 1)}</Key> : null}
              </span>
              <span>
                {line}
                {second[index] === undefined || second[index] === line ? null : (
                  <span className="ho-second" lang={language}>
                    {second[index]}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="ho-step__go">
        <Button large look={all ? 'primary' : 'plain'} onClick={onDone}>
          {all ? t('basics.done') : t('basics.next')}
          <Key>Enter</Key>
        </Button>
        <Button look="quiet" onClick={onSkip}>
          {t('skip')}
          <Key>S</Key>
        </Button>
      </div>
    </section>
  );
}
