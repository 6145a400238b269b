import { Button } from '@mantine/core';
import type { CartView } from '@firstbell/contracts/circulation';
import { useTranslation } from 'react-i18next';

/** One cart with its slots in order. */
export function CartCard({ cart, onFill }: { readonly cart: CartView; readonly onFill?: () => void }) {
  const { t } = useTranslation('circulation');
  return (
    <section className="console-card circulation-card" aria-label={cart.name}>
      <h2>{cart.name}</h2>
      <div className="circulation-tools">
        <p className="circulation-plain">
          {t('carts.filled', { count: cart.devices.length, slots: cart.slots })}
          {cart.location === null ? null : ` ${cart.location}`}
        </p>
        {onFill === undefined ? null : (
          <Button size="xs" variant="default" onClick={onFill} aria-label={t('carts.fillOf', { cart: cart.name })}>
            {t('carts.fill')}
          </Button>
        )}
      </div>
      {cart.devices.length === 0 ? null : (
        <ol className="circulation-slots">
          {cart.devices.map(({ slot, device }) => (
            <li key={slot} value={slot}>
              <strong>{t('carts.slot', { slot })}</strong> <span>{device.tag}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
