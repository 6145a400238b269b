import '../kiosk/kiosk.css';
import './my-tickets.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { issuesQuery } from '../api/issues-query.js';
import { LoadFailed } from '../console/load-failed.js';
import { RowsLoading } from '../console/rows-loading.js';
import { sayDone } from '../console/say.js';
import { screenOf } from '../kiosk/kiosk-flow.rules.js';
import { FilingScreens } from './filing-screens.js';
import { useMyTickets } from './my-tickets-room.js';
import { Overview } from './overview.js';
import { useLanguageOf } from './use-language-of.js';
import { useMyVisit } from './use-my-visit.js';

const route = getRouteApi('/_staff/my-tickets');

/** A student's page on their own device: file an issue, follow their place in line, say how it went. */
export function MyTicketsPage() {
  // All the words that any part needs, now: a part that waits for its own would hide the page and lose the focus, and without a network get none.
  const { t } = useTranslation(['myTickets', 'kiosk', 'feedback', 'console', 'errors']);
  const { me } = route.useRouteContext();
  const room = useMyTickets();
  const { data: issues = [] } = useQuery(issuesQuery);
  const visit = useMyVisit(me, (code) => {
    room.refetch();
    sayDone(t('filed', { code }));
  });
  useLanguageOf(me);
  const screen = screenOf(visit.flow);
  const step = `${String(visit.flow.visit)}:${String(visit.flow.path.length)}:${screen.name}`;
  useFocusOnQuestion(step);

  if (screen.name !== 'welcome') return <FilingScreens key={step} me={me} screen={screen} visit={visit} issues={issues} />;
  if (room.rest === null) {
    return room.phase === 'offline' ? <LoadFailed error={room.error} onRetry={room.refetch} /> : <RowsLoading rows={3} height={120} />;
  }
  return <Overview me={me} tickets={room.rest} room={room} issues={issues} onBegin={visit.begin} />;
}

/** Where a screen reader and the keyboard go on after each step; the page as it opens leaves them where they are. */
function useFocusOnQuestion(step: string): void {
  const first = useRef(step);
  useEffect(() => {
    if (first.current === step) return;
    first.current = '';
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step]);
}
