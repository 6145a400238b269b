import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../console/loaded.js';
import { RowsLoading } from '../console/rows-loading.js';
import { myWorkQuery } from './my-work-query.js';

const questions = ['fixed', 'explained', 'respected'] as const;

/** The three taps of at least five different students, only as a whole. */
export function MyFeedback() {
  const { t, i18n } = useTranslation('me');
  const work = useQuery(myWorkQuery);
  const percent = new Intl.NumberFormat(i18n.resolvedLanguage, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <section className="me-feedback" aria-labelledby="me-feedback">
      <h2 id="me-feedback">{t('feedback.title')}</h2>
      <Loaded query={work} loading={<RowsLoading rows={3} height={36} />}>
        {({ feedback }) =>
          feedback === null ? (
            <p className="me__hint">{t('feedback.tooFew')}</p>
          ) : (
            <>
              <dl>
                {questions.map((question) => (
                  <div key={question} className="me-feedback__row">
                    <dt>{t(`feedback.${question}`)}</dt>
                    <dd>
                      <span className="me-feedback__bar" aria-hidden="true">
                        <span style={{ inlineSize: `${String(feedback[question] * 100)}%` }} />
                      </span>
                      {t('feedback.share', { percent: percent.format(feedback[question]) })}
                    </dd>
                  </div>
                ))}
              </dl>
              <p className="me__hint">{t('feedback.from', { count: feedback.students })}</p>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
