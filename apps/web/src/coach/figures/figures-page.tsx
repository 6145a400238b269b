import { Button } from '@mantine/core';
import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../console/csv-button.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useCoach } from '../live/coach-context.js';
import { ByIssue } from './by-issue.js';
import { ByPeriod } from './by-period.js';
import { FeedbackFigures } from './feedback-figures.js';
import { FigureTile } from './figure-tile.js';
import { FiguresLoading } from './figures-loading.js';
import { figuresCsv, figuresQuery } from './figures-query.js';
import { OutOfOrder } from './out-of-order.js';
import { useFigureFormat } from './use-figure-format.js';

export function FiguresPage() {
  const { t } = useTranslation('coach');
  const { t: tConsole } = useTranslation('console');
  const { deskId } = useCoach();
  const figures = useQuery(figuresQuery(deskId));
  const { day, clock } = useSchoolTime();
  const lead = figures.data === undefined ? undefined : t('figures.lead', { day: day(figures.data.day), time: clock(figures.data.asOf) });
  return (
    <>
      <PageHead title={t('figures.title')} lead={lead}>
        <CsvButton
          of={t('figures.summary')}
          fileName={`firstbell-${figures.data?.day ?? 'today'}.csv`}
          load={figuresCsv(deskId, 'summary')}
        />
        <Button variant="default" size="xs" onClick={() => window.print()}>
          {tConsole('table.print')}
        </Button>
      </PageHead>
      <Loaded query={figures} loading={<FiguresLoading />}>
        {(data) => (
          <div className="coach-figures">
            <Tiles figures={data} />
            <FeedbackFigures feedback={data.feedback} />
            <ByIssue
              lines={data.byIssue}
              table={t('figures.byIssueTable')}
              empty={t('figures.nothingFiled')}
              csv={{ fileName: `firstbell-issues-${data.day}.csv`, load: figuresCsv(deskId, 'issues') }}
            />
            <ByPeriod figures={data} deskId={deskId} />
            <OutOfOrder figures={data} deskId={deskId} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Tiles({ figures }: { readonly figures: TodaysFigures }) {
  const { t } = useTranslation('coach');
  const { minutes, share, count } = useFigureFormat();
  return (
    <dl className="coach-tiles">
      <FigureTile now label={t('figures.waiting')} value={count(figures.waiting)} />
      <FigureTile now label={t('figures.longest')} value={minutes(figures.longestWaitMinutes)} />
      <FigureTile label={t('figures.median')} value={minutes(figures.medianWaitMinutes)} note={t('figures.medianNote')} />
      <FigureTile label={t('figures.p90')} value={minutes(figures.p90WaitMinutes)} note={t('figures.p90Note')} />
      <FigureTile now label={t('figures.onDuty')} value={count(figures.onDuty)} />
      <FigureTile label={t('figures.filed')} value={count(figures.filed)} />
      <FigureTile label={t('figures.resolved')} value={count(figures.resolved)} />
      <FigureTile label={t('figures.selfHelp')} value={count(figures.solvedBySelfHelp)} note={t('figures.selfHelpNote')} />
      <FigureTile label={t('figures.firstContact')} value={share(figures.firstContactRate)} note={t('figures.firstContactNote')} />
      <FigureTile
        label={t('figures.reopen')}
        value={share(figures.reopenRate)}
        note={t('figures.escalatedNote', { count: figures.escalated })}
      />
    </dl>
  );
}
