import type { Me } from '@firstbell/contracts/people';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { issuesQuery } from '../api/issues-query.js';
import { type Desk, ticketActions } from './actions/ticket-actions.js';
import { usePending } from './actions/use-pending.js';
import { useSayOnDesk } from './actions/use-say-on-desk.js';
import { ActionRow } from './bar/action-row.js';
import { DeskBar } from './bar/desk-bar.js';
import { FrozenBanner } from './bar/frozen-banner.js';
import { Reminders } from './bar/reminders.js';
import { StaleBanner } from './bar/stale-banner.js';
import { DeskContext, type DeskView } from './desk-context.js';
import type { DeskDialog } from './dialogs/desk-dialog.js';
import { DeskDialogs } from './dialogs/desk-dialogs.js';
import { FeedbackSlip, type Slip } from './feedback/feedback-slip.js';
import { useDeskCommands } from './keys/use-desk-commands.js';
import { LeaseWarnings } from './lease/lease-warning.js';
import type { LineTab } from './line/line-groups.rules.js';
import { LineFailed } from './line/line-failed.js';
import { LineSection } from './line/line-section.js';
import { nextFor } from './line/training.rules.js';
import { useDeskLine } from './line/use-desk-line.js';
import { useLookers } from './line/use-lookers.js';
import { useSteadyLine } from './line/use-steady-line.js';
import { useTicketSearch } from './line/use-ticket-search.js';
import { TicketPanel } from './panel/ticket-panel.js';
import { useArrivals } from './use-arrivals.js';

interface DeskAtWorkProps {
  readonly me: Me;
  readonly deskId: string;
  /** Whoever comes here for a ticket sees it before what they hold. */
  readonly firstTicketId: string | null;
  readonly onDesk: (deskId: string) => void;
}

/** Holds the state of the desk page and hands it to its parts. */
export function DeskAtWork({ me, deskId, firstTicketId, onDesk }: DeskAtWorkProps) {
  const { t } = useTranslation('desk');
  const isCoach = me.roles.includes('coach');
  const pending = usePending();
  const line = useDeskLine(me, deskId, pending.list);
  const [announcement, announce] = useState('');
  const say = useSayOnDesk(announce);
  const search = useTicketSearch(deskId);
  const { data: catalogue } = useQuery(issuesQuery);
  const issues = useMemo(() => new Map((catalogue ?? []).map((issue) => [issue.id, issue])), [catalogue]);
  const [tab, setTab] = useState<LineTab>('waiting');
  const [chosenId, setChosenId] = useState(firstTicketId);
  const [answered, setAnswered] = useState<LineRow | null>(null);
  const [paneOpen, setPaneOpen] = useState(firstTicketId !== null);
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const [slip, setSlip] = useState<Slip | null>(null);
  const [touchedAt] = useState(() => new Map<string, number>());

  const skills = line.duty.find((one) => one.id === me.id)?.skills;
  const training = useMemo(() => ({ skills: skills ?? [], everything: isCoach || skills === undefined }), [skills, isCoach]);

  const choose = useCallback(
    (ticketId: string | null) => {
      if (ticketId !== null) touchedAt.set(ticketId, Date.now());
      setChosenId(ticketId);
      setPaneOpen(ticketId !== null);
    },
    [touchedAt],
  );

  const found = useMemo(() => search.rows.map((row) => newer(line.rows.get(row.id), row)), [search.rows, line.rows]);
  const shownList = search.text === '' ? line.groups[tab] : found;
  const steady = useSteadyLine(line.groups.mine, shownList, line.rows, search.text === '' ? tab : 'found');
  const chosen = useChosen(chosenId ?? line.groups.mine[0]?.id ?? null, line.rows, found, answered);
  const lookers = useLookers(deskId, chosen?.id ?? null, me.name);

  const latest = useRef<Desk | null>(null);
  useLayoutEffect(() => {
    latest.current = {
      me: { id: me.id, name: me.name },
      deskId,
      call,
      say,
      choose,
      guessNext: () => nextFor(training, line.groups.waiting),
      rowOf: (ticketId) => line.rows.get(ticketId),
      pending: {
        ...pending,
        add: (one) => {
          touchedAt.set(one.ticketId, Date.now());
          pending.add(one);
        },
      },
      learn: (row) => {
        touchedAt.set(row.id, Date.now());
        setAnswered(row);
        line.take({ kind: 'ticket', id: row.id, version: row.version, row });
      },
      askWhy: (ticketId) => setDialog({ kind: 'why', ticketId }),
      onResolved: (row, path) => setSlip({ code: row.code, studentName: row.studentName, path }),
    };
  });
  const actions = useMemo(
    () =>
      ticketActions(() => {
        if (latest.current === null) throw new Error('Nothing can be done before the desk is drawn');
        return latest.current;
      }),
    [],
  );

  const view: DeskView = {
    me,
    deskId,
    isCoach,
    line,
    issues,
    training,
    actions,
    say,
    chosen,
    choose,
    look: setChosenId,
    lookers,
    openDialog: setDialog,
  };
  const moved = useDeskCommands({ view, steady, search, leave: () => (slip === null ? setPaneOpen(false) : setSlip(null)) });
  useArrivals(line, say, touchedAt);

  return (
    <DeskContext value={view}>
      <div className="desk" data-pane={paneOpen && chosen !== null ? 'ticket' : 'line'}>
        <h1 className="fb-hidden">{t('title')}</h1>
        <DeskBar onDesk={onDesk} />
        <FrozenBanner />
        <StaleBanner />
        <Reminders />
        <LeaseWarnings />
        {line.phase === 'failed' ? (
          <LineFailed />
        ) : (
          <div className="desk__work">
            <div className="desk__line">
              <ActionRow search={search} />
              <LineSection tab={tab} onTab={setTab} search={search} steady={steady} moved={moved} />
            </div>
            <div className="desk__ticket">
              <TicketPanel onBack={() => setPaneOpen(false)} />
              {slip === null ? null : <FeedbackSlip slip={slip} onClose={() => setSlip(null)} />}
            </div>
          </div>
        )}
        <p role="status" className="fb-hidden">
          {announcement}
        </p>
        <DeskDialogs dialog={dialog} onClose={() => setDialog(null)} />
      </div>
    </DeskContext>
  );
}

const newer = (a: LineRow | undefined, b: LineRow): LineRow => (a !== undefined && a.version >= b.version ? a : b);

/** The chosen ticket as last seen; it stays readable after it has left the line. */
function useChosen(
  id: string | null,
  rows: ReadonlyMap<string, LineRow>,
  found: readonly LineRow[],
  answered: LineRow | null,
): LineRow | null {
  const known =
    id === null
      ? []
      : [rows.get(id), found.find((row) => row.id === id), answered?.id === id ? answered : undefined].filter((row) => row !== undefined);
  const current = known.reduce<LineRow | null>((best, row) => (best === null ? row : newer(best, row)), null);
  const [seen, setSeen] = useState<LineRow | null>(current);
  if (current !== null && current !== seen) setSeen(current);
  return current ?? (seen?.id === id ? seen : null);
}
