import '../coach/coach.css';
import '../console/console.css';
import './reports.css';
import { Button, Select } from '@mantine/core';
import type { Me } from '@firstbell/contracts/people';
import type { Trends } from '@firstbell/contracts/trends';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ByIssue } from '../coach/figures/by-issue.js';
import { FeedbackBars } from '../coach/figures/feedback-figures.js';
import { FigureTile } from '../coach/figures/figure-tile.js';
import { FiguresLoading } from '../coach/figures/figures-loading.js';
import { useFigureFormat } from '../coach/figures/use-figure-format.js';
import { CsvButton } from '../console/csv-button.js';
import { Loaded } from '../console/loaded.js';
import { PageHead } from '../console/section-layout.js';
import { ByDay } from './by-day.js';
import { DeviceTotals } from './device-totals.js';
import { trendsCsv, trendsQuery } from './reports-queries.js';
import { RolloutTotals } from './rollout-totals.js';
import { SpanChoice } from './span-choice.js';
import { type Span, type SpanKind, spanUntil } from './span.rules.js';

const route = getRouteApi('/_staff/reports');

/** For leaders, and the coach: totals and trends over a stretch of days, and nobody's name. */
export function ReportsPage() {
  const { t } = useTranslation('reports');
  const { me } = route.useRouteContext();
  const [deskId, setDeskId] = useState(me.desks[0]?.id);
  if (deskId === undefined) return <p className="fb-notice">{t('noDesk')}</p>;
  return (
    <>
      {me.desks.length > 1 ? (
        <Select
          label={t('desk')}
          w={240}
          mb="md"
          allowDeselect={false}
          value={deskId}
          data={me.desks.map((desk) => ({ value: desk.id, label: `${desk.letter} · ${desk.name}` }))}
          onChange={(chosen) => setDeskId(chosen ?? deskId)}
        />
      ) : null}
      <Report deskId={deskId} me={me} />
    </>
  );
}

function Report({ deskId, me }: { readonly deskId: string; readonly me: Me }) {
  const { t, i18n } = useTranslation('reports');
  const { t: tConsole } = useTranslation('console');
  // A day of the school's calendar has no time zone.
  const days = new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: 'long', timeZone: 'UTC' });
  const written = (day: string): string => days.format(new Date(day));
  // The calendar day on the school's own clock, in the order of ISO.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: me.school.timeZone, dateStyle: 'short' }).format(new Date());
  const [kind, setKind] = useState<SpanKind>('week');
  const [own, setOwn] = useState<Span>(spanUntil(today, 'month'));
  const span = kind === 'own' ? own : spanUntil(today, kind);
  const backwards = span.from > span.until;
  const trends = useQuery({ ...trendsQuery(deskId, span), enabled: !backwards });
  const lead = trends.data === undefined ? undefined : t('lead', { from: written(trends.data.from), until: written(trends.data.until) });
  return (
    <>
      <PageHead title={t('title')} lead={lead}>
        <CsvButton of={t('summary')} fileName={fileName('summary', span)} load={trendsCsv(deskId, span, 'summary')} />
        <Button variant="default" size="xs" onClick={() => window.print()}>
          {tConsole('table.print')}
        </Button>
      </PageHead>
      <SpanChoice kind={kind} span={span} today={today} onKind={setKind} onSpan={setOwn} />
      <div className="coach-figures">
        <Loaded query={trends} loading={<FiguresLoading />}>
          {(data) => <Figures trends={data} deskId={deskId} />}
        </Loaded>
        <DeviceTotals />
        <RolloutTotals />
      </div>
    </>
  );
}

const fileName = (table: string, { from, until }: Span): string => `firstbell-${table}-${from}-${until}.csv`;

function Figures({ trends, deskId }: { readonly trends: Trends; readonly deskId: string }) {
  const { t } = useTranslation('reports');
  const { t: tCoach } = useTranslation('coach');
  const { minutes, share, count } = useFigureFormat();
  const span = { from: trends.from, until: trends.until };
  return (
    <>
      <dl className="coach-tiles">
        <FigureTile label={tCoach('figures.filed')} value={count(trends.filed)} />
        <FigureTile label={tCoach('figures.resolved')} value={count(trends.resolved)} />
        <FigureTile label={tCoach('figures.selfHelp')} value={count(trends.solvedBySelfHelp)} note={tCoach('figures.selfHelpNote')} />
        <FigureTile label={tCoach('figures.median')} value={minutes(trends.medianWaitMinutes)} note={tCoach('figures.medianNote')} />
        <FigureTile label={tCoach('figures.p90')} value={minutes(trends.p90WaitMinutes)} note={tCoach('figures.p90Note')} />
        <FigureTile label={t('firstTime')} value={share(trends.firstContactRate)} note={tCoach('figures.firstContactNote')} />
        <FigureTile label={tCoach('figures.reopen')} value={share(trends.reopenRate)} />
      </dl>
      <ByDay days={trends.byDay} csv={{ fileName: fileName('days', span), load: trendsCsv(deskId, span, 'days') }} />
      <section className="console-card">
        <h2>
          {tCoach('figures.feedback')}{' '}
          {trends.feedback === null ? null : (
            <small className="coach-faint">{tCoach('figures.feedbackCount', { count: trends.feedback.count })}</small>
          )}
        </h2>
        {trends.feedback === null ? (
          <p className="coach-plain coach-faint">{t('feedbackTooFew')}</p>
        ) : (
          <FeedbackBars feedback={trends.feedback} />
        )}
      </section>
      <ByIssue
        lines={trends.byIssue}
        table={t('byIssueTable')}
        empty={t('nothingFiled')}
        csv={{ fileName: fileName('issues', span), load: trendsCsv(deskId, span, 'issues') }}
      />
    </>
  );
}
