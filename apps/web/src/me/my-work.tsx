import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../console/loaded.js';
import { RowsLoading } from '../console/rows-loading.js';
import { myWorkQuery } from './my-work-query.js';

/** Resolved today and this month, on a ticket each. */
export function MyWork() {
  const { t } = useTranslation('me');
  const work = useQuery(myWorkQuery);
  return (
    <section className="me-work" aria-labelledby="me-work">
      <h2 id="me-work">{t('work.title')}</h2>
      <Loaded query={work} loading={<RowsLoading rows={2} height={64} />}>
        {({ resolvedToday, resolvedThisMonth }) => (
          <>
            <dl className="me-work__figures">
              <div>
                <dd>{resolvedToday}</dd>
                <dt>{t('work.today', { count: resolvedToday })}</dt>
              </div>
              <div>
                <dd>{resolvedThisMonth}</dd>
                <dt>{t('work.month', { count: resolvedThisMonth })}</dt>
              </div>
            </dl>
            {resolvedThisMonth === 0 ? <p className="me__hint">{t('work.none')}</p> : null}
          </>
        )}
      </Loaded>
    </section>
  );
}
