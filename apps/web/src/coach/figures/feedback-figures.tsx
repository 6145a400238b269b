import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { useTranslation } from 'react-i18next';
import { useFigureFormat } from './use-figure-format.js';

const questions = ['fixed', 'explained', 'respected'] as const;

export function FeedbackFigures({ feedback }: { readonly feedback: TodaysFigures['feedback'] }) {
  const { t } = useTranslation('coach');
  return (
    <section className="console-card">
      <h2>
        {t('figures.feedback')} <small className="coach-faint">{t('figures.feedbackCount', { count: feedback.count })}</small>
      </h2>
      {feedback.count === 0 ? (
        <p className="coach-plain coach-faint">{t('figures.feedbackEmpty')}</p>
      ) : (
        <FeedbackBars feedback={feedback} />
      )}
    </section>
  );
}

/** Shares of "yes", 0..1. */
export function FeedbackBars({ feedback }: { readonly feedback: Omit<TodaysFigures['feedback'], 'count'> }) {
  const { t } = useTranslation('coach');
  const { share } = useFigureFormat();
  return (
    <dl className="coach-bars">
      {questions.map((question) => (
        <div key={question}>
          <dt>{t(`feedback.${question}`)}</dt>
          <dd>
            <span className="coach-bars__track">
              <span style={{ inlineSize: `${String((feedback[question] ?? 0) * 100)}%` }} />
            </span>
            <strong>{share(feedback[question])}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}
