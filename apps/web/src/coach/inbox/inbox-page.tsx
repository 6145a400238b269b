import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { issuesQuery } from '../../api/issues-query.js';
import { EmptyState } from '../../console/empty-state.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { useCoach } from '../live/coach-context.js';
import { RoomStates } from '../live/room-states.js';
import { FoundLaptops } from './found-laptops.js';
import { inInboxOrder } from './inbox-groups.rules.js';
import { InboxList } from './inbox-list.js';
import { ReviewDetail } from './review-detail.js';
import { SettledReviews } from './settled-reviews.js';

const route = getRouteApi('/_staff/coach/');

/** What needs a decision today, and beside it the one that is open. On a phone one or the other. */
export function InboxPage() {
  const { t } = useTranslation('coach');
  const { reviews } = useCoach();
  const { review: openId, settled } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: issues } = useQuery(issuesQuery);
  const ordered = useMemo(() => inInboxOrder(reviews), [reviews]);
  const issueOf = useMemo(() => new Map((issues ?? []).map((issue) => [issue.id, issue])), [issues]);
  const open = ordered.find((one) => one.id === openId) ?? null;
  const choose = (id: string | undefined, replace = false): void => void navigate({ search: { review: id }, replace });
  useFirstChosenOnWideScreens(openId, ordered[0]?.id, (id) => choose(id, true));

  if (settled === true) return <SettledReviews issueOf={issueOf} onBack={() => void navigate({ search: {} })} />;
  return (
    <>
      <PageHead title={t('inbox.title')} lead={t('inbox.lead')}>
        <Button variant="subtle" size="sm" onClick={() => void navigate({ search: { settled: true } })}>
          {t('inbox.showSettled')}
        </Button>
      </PageHead>
      <FoundLaptops />
      <RoomStates loading={<RowsLoading rows={5} height={72} />}>
        {ordered.length === 0 ? (
          <EmptyState title={t('inbox.empty.title')} picture="speech-question">
            <p>{t('inbox.empty.body')}</p>
            <p>{t('inbox.empty.sample')}</p>
          </EmptyState>
        ) : (
          <div className="coach-inbox" data-open={open === null ? undefined : true}>
            <InboxList reviews={ordered} issueOf={issueOf} openId={open?.id ?? null} onOpen={choose} />
            {open === null ? (
              <p className="coach-inbox__none">{openId === undefined ? t('inbox.choose') : t('inbox.gone')}</p>
            ) : (
              <ReviewDetail key={open.id} review={open} issue={issueOf.get(open.issueId) ?? null} onBack={() => choose(undefined)} />
            )}
          </div>
        )}
      </RoomStates>
    </>
  );
}

/** Where both panes fit, an empty one would waste half the screen. */
function useFirstChosenOnWideScreens(openId: string | undefined, firstId: string | undefined, choose: (id: string) => void): void {
  useEffect(() => {
    if (openId === undefined && firstId !== undefined && window.matchMedia('(min-width: 62em)').matches) choose(firstId);
    // Only when there is nothing chosen: what is read must not change under the reader.
  }, [openId, firstId]);
}
