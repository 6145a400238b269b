import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { type OutOfOrderReason, outOfOrderReasons } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { figuresCsv } from './figures-query.js';

interface OutOfOrderProps {
  readonly figures: TodaysFigures;
  readonly deskId: string;
}

type OutOfOrderTake = TodaysFigures['outOfOrder'][number];

const isReason = (reason: string): reason is OutOfOrderReason => outOfOrderReasons.some((one) => one === reason);

export function OutOfOrder({ figures, deskId }: OutOfOrderProps) {
  const { t } = useTranslation('coach');
  const { clock, exact } = useSchoolTime();
  const words = (reason: string): string => (isReason(reason) ? t(`outOfOrder.reasons.${reason}`) : reason);
  const columns: TableColumn<OutOfOrderTake>[] = [
    {
      id: 'code',
      header: t('outOfOrder.code'),
      value: (one) => one.code,
      show: (one) => (
        <span className="fb-code" translate="no">
          {one.code}
        </span>
      ),
    },
    { id: 'by', header: t('outOfOrder.by'), value: (one) => one.by },
    { id: 'reason', header: t('outOfOrder.reason'), value: (one) => words(one.reason) },
    {
      id: 'at',
      header: t('outOfOrder.at'),
      value: (one) => one.at,
      show: (one) => (
        <time dateTime={one.at} title={exact(one.at)}>
          {clock(one.at)}
        </time>
      ),
    },
  ];
  return (
    <section className="console-card">
      <DataTable
        level={2}
        title={t('outOfOrder.title')}
        columns={columns}
        rows={figures.outOfOrder}
        rowKey={(one) => `${one.code}${one.at}`}
        empty={t('outOfOrder.none')}
        csv={{ fileName: `firstbell-out-of-order-${figures.day}.csv`, load: figuresCsv(deskId, 'outOfOrder') }}
      />
    </section>
  );
}
