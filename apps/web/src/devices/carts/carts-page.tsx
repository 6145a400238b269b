import { Button } from '@mantine/core';
import type { CartView, ReservationView } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { cartsQuery } from '../circulation-queries.js';
import { useIsAdult } from '../use-is-adult.js';
import { CartCard } from './cart-card.js';
import { CreateCartDialog } from './create-cart-dialog.js';
import { FillCartDialog } from './fill-cart-dialog.js';
import { isPrompted } from './reservation-state.rules.js';
import { ReservationsTable } from './reservations-table.js';
import { ReserveDialog } from './reserve-dialog.js';
import { ReturnDialog } from './return-dialog.js';

type Opened = { readonly dialog: 'create' | 'reserve' } | { readonly dialog: 'fill'; readonly cartId: string } | null;

/** The carts: what is in them, who has them when, and what did not come back. */
export function CartsPage() {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const carts = useQuery(cartsQuery);
  const [opened, setOpened] = useState<Opened>(null);
  const [looking, setLooking] = useState<ReservationView | null>(null);
  const close = (): void => setOpened(null);
  return (
    <div className="circulation-stack">
      <PageHead title={t('carts.title')} lead={t('carts.lead')}>
        {adult ? (
          <>
            <Button variant="default" onClick={() => setOpened({ dialog: 'create' })}>
              {t('carts.create')}
            </Button>
            {carts.data?.carts.length ? <Button onClick={() => setOpened({ dialog: 'reserve' })}>{t('carts.reserve')}</Button> : null}
          </>
        ) : null}
      </PageHead>
      <Loaded query={carts}>
        {({ carts: all, reservations, periods, today }) => (
          <div className="circulation-stack">
            {reservations.filter(isPrompted).map((reservation) => (
              <Prompt key={reservation.id} reservation={reservation} onLook={setLooking} />
            ))}
            {all.length === 0 ? (
              <EmptyState title={t('carts.empty.title')}>
                <p>{t(adult ? 'carts.empty.body' : 'carts.empty.ask')}</p>
              </EmptyState>
            ) : (
              <>
                <ReservationsTable rows={reservations} onLook={setLooking} />
                {all.map((cart) => (
                  <CartCard
                    key={cart.id}
                    cart={cart}
                    {...(adult ? { onFill: () => setOpened({ dialog: 'fill', cartId: cart.id }) } : {})}
                  />
                ))}
              </>
            )}
            {opened?.dialog === 'create' ? <CreateCartDialog onClose={close} /> : null}
            {opened?.dialog === 'reserve' ? <ReserveDialog carts={all} periods={periods} today={today} onClose={close} /> : null}
            {opened?.dialog === 'fill' ? <Filling cart={all.find(({ id }) => id === opened.cartId)} onClose={close} /> : null}
          </div>
        )}
      </Loaded>
      {looking === null ? null : <ReturnDialog key={looking.id} reservation={looking} onClose={() => setLooking(null)} />}
    </div>
  );
}

function Filling({ cart, onClose }: { readonly cart: CartView | undefined; readonly onClose: () => void }) {
  return cart === undefined ? null : <FillCartDialog cart={cart} onClose={onClose} />;
}

/** The bell is near: the class is about to bring the cart back. */
function Prompt({
  reservation,
  onLook,
}: {
  readonly reservation: ReservationView;
  readonly onLook: (reservation: ReservationView) => void;
}) {
  const { t } = useTranslation('circulation');
  const { bell } = useSchoolTime();
  const { cartName, className, period } = reservation;
  return (
    <div className="devices-banner devices-banner--decide" role="status">
      <p className="circulation-plain">{t('carts.prompt', { cart: cartName, class: className, time: bell(period.endsAt) })}</p>
      <Button onClick={() => onLook(reservation)}>{t('carts.lookThrough')}</Button>
    </div>
  );
}
