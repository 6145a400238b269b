import type { ReviewRow } from '@firstbell/contracts/feedback';
import { useTranslation } from 'react-i18next';

const questions = ['fixed', 'explained', 'respected'] as const;

/** Three taps and a sentence. Only the coach reads them; the assistant sees sums. */
export function FeedbackView({ feedback }: { readonly feedback: NonNullable<ReviewRow['feedback']> }) {
  const { t } = useTranslation('coach');
  return (
    <section>
      <h3>{t('feedback.title')}</h3>
      <ul className="coach-taps">
        {questions.map((question) => (
          <li key={question} data-tap={feedback[question]}>
            <span>{t(`feedback.${question}`)}</span> <strong>{t(`feedback.taps.${feedback[question]}`)}</strong>
          </li>
        ))}
      </ul>
      {feedback.comment === null ? null : <blockquote>{feedback.comment}</blockquote>}
      <p className="coach-faint">{t('feedback.private')}</p>
    </section>
  );
}
