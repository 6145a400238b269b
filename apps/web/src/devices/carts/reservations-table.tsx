import { Button } from '@mantine/core';
import { circulationOperations, type ReservationView } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useIsAdult } from '../use-is-adult.js';
import { useOnce } from '../use-once.js';

interface ReservationsTableProps {
  readonly rows: readonly ReservationView[];
  readonly onLook: (reservation: ReservationView) => void;
}

/** From today on, and earlier ones of which something is still missing. */
export function ReservationsTable({ rows, onLook }: ReservationsTableProps) {
  const { t } = useTranslation('circulation');
  const { day } = useSchoolTime();
  const adult = useIsAdult();
  const [leaving, setLeaving] = useState<ReservationView | null>(null);
  const stateOf = ({ returnedAt, missing }: ReservationView): string =>
    returnedAt === null ? t('carts.states.out') : missing === 0 ? t('carts.states.back') : t('carts.states.missing', { count: missing });
  const columns: TableColumn<ReservationView>[] = [
    { id: 'day', header: t('carts.day'), value: (row) => row.day, show: (row) => day(row.day) },
    { id: 'period', header: t('carts.period'), value: ({ period }) => period.startsAt, show: ({ period }) => period.name },
    { id: 'cart', header: t('carts.cart'), value: ({ cartName }) => cartName },
    { id: 'class', header: t('carts.class'), value: ({ className }) => className },
    { id: 'by', header: t('carts.reservedBy'), value: ({ reservedBy }) => reservedBy.name },
    { id: 'state', header: t('repairs.state'), value: stateOf },
    {
      id: 'actions',
      header: t('columns.actions'),
      value: () => null,
      show: (row) => {
        const of = { cart: row.cartName, class: row.className };
        return (
          <div className="circulation-tools">
            <Button size="xs" variant="default" onClick={() => onLook(row)} aria-label={t('carts.lookThroughOf', of)}>
              {t('carts.lookThrough')}
            </Button>
            {adult && row.returnedAt === null ? (
              <Button size="xs" variant="default" onClick={() => setLeaving(row)} aria-label={t('carts.giveUpOf', of)}>
                {t('carts.giveUp')}
              </Button>
            ) : null}
          </div>
        );
      },
    },
  ];
  return (
    <>
      <DataTable
        level={2}
        title={t('carts.reservations')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={t('carts.noReservations')}
      />
      {leaving === null ? null : <GiveUp reservation={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function GiveUp({ reservation, onClose }: { readonly reservation: ReservationView; readonly onClose: () => void }) {
  const { t } = useTranslation('circulation');
  const cancel = useOnce(
    (reservationId: string, requestId) => call(circulationOperations.cancelReservation, { requestId, reservationId }),
    onClose,
  );
  return (
    <ConfirmDialog
      opened
      title={t('carts.giveUp')}
      action={t('carts.giveUp')}
      danger
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate(reservation.id)}
      onClose={onClose}
    >
      {t('carts.giveUpWhat', { cart: reservation.cartName, class: reservation.className })}
    </ConfirmDialog>
  );
}
