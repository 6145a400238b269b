import { Button } from '@mantine/core';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import type { Issue } from '@firstbell/contracts/issues';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { useCoach } from '../live/coach-context.js';
import { InboxList } from './inbox-list.js';
import { ReviewDetail } from './review-detail.js';

interface SettledReviewsProps {
  readonly issueOf: ReadonlyMap<string, Issue>;
  readonly onBack: () => void;
}

/** What was decided lately, to read again. */
export function SettledReviews({ issueOf, onBack }: SettledReviewsProps) {
  const { t } = useTranslation('coach');
  const { deskId } = useCoach();
  const [openId, setOpenId] = useState<string | null>(null);
  const settled = useQuery({
    queryKey: ['reviews', 'settled', deskId],
    queryFn: ({ signal }) => call(feedbackOperations.listReviews, { deskId, settled: 'settled' }, { signal }),
  });
  return (
    <>
      <PageHead title={t('settled.title')} lead={t('settled.lead')}>
        <Button variant="subtle" size="sm" onClick={onBack}>
          {t('settled.back')}
        </Button>
      </PageHead>
      <Loaded query={settled}>
        {({ reviews }) => {
          const open = reviews.find((one) => one.id === openId) ?? null;
          if (reviews.length === 0)
            return (
              <EmptyState title={t('settled.empty.title')}>
                <p>{t('settled.empty.body')}</p>
              </EmptyState>
            );
          return (
            <div className="coach-inbox" data-open={open === null ? undefined : true}>
              <InboxList reviews={reviews} issueOf={issueOf} openId={openId} onOpen={setOpenId} />
              {open === null ? (
                <p className="coach-inbox__none">{t('inbox.choose')}</p>
              ) : (
                <ReviewDetail
                  key={open.id}
                  review={open}
                  issue={issueOf.get(open.issueId) ?? null}
                  readOnly
                  onBack={() => setOpenId(null)}
                />
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
