import { Button, Modal, NumberInput, Stack } from '@mantine/core';
import { circulationOperations, type CartView } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { ScanField } from '../check/scan-field.js';
import { useOnce } from '../use-once.js';
import { firstEmptySlot } from './reservation-state.rules.js';

interface FillCartDialogProps {
  readonly cart: CartView;
  readonly onClose: () => void;
}

/** Scan after scan goes into the next empty slot, or into the one that is typed. */
export function FillCartDialog({ cart, onClose }: FillCartDialogProps) {
  const { t } = useTranslation('circulation');
  const [chosen, setChosen] = useState<number | null>(null);
  /** Slots that were scanned into; the cart shows it a moment later. */
  const [sent, setSent] = useState<readonly number[]>([]);
  const next = chosen ?? firstEmptySlot(cart.slots, [...cart.devices, ...sent.map((slot) => ({ slot }))]);
  const fill = useOnce(
    (input: { slot: number; deviceTag: string | null }, requestId) =>
      call(circulationOperations.fillSlot, { requestId, cartId: cart.id, ...input }),
    () => undefined,
  );
  const put = (slot: number, deviceTag: string): void => {
    setChosen(null);
    setSent((now) => [...now, slot]);
    fill.mutateAsync({ slot, deviceTag }).catch(() => setSent((now) => now.filter((one) => one !== slot)));
  };
  const takeOut = (slot: number): void => {
    setSent((now) => now.filter((one) => one !== slot));
    fill.mutate({ slot, deviceTag: null });
  };
  return (
    <Modal opened onClose={onClose} title={t('carts.fillOf', { cart: cart.name })} size="lg">
      <Stack gap="md">
        <NumberInput
          label={t('carts.nextSlot')}
          min={1}
          max={cart.slots}
          allowDecimal={false}
          value={next ?? ''}
          onChange={(slot) => setChosen(slot === '' ? null : Number(slot))}
          maw={160}
        />
        <ScanField
          label={next === null ? t('carts.full') : t('carts.scanInto', { slot: next })}
          action={t('carts.put')}
          busy={fill.isPending}
          onScan={(deviceTag) => {
            if (next !== null) put(next, deviceTag);
          }}
        />
        <FormProblem error={fill.error} />
        <ol className="circulation-slots" aria-live="polite">
          {cart.devices.map(({ slot, device }) => (
            <li key={slot} value={slot}>
              <strong>{t('carts.slot', { slot })}</strong> <span>{device.tag}</span>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => takeOut(slot)}
                aria-label={t('carts.takeOutOf', { tag: device.tag, slot })}
              >
                {t('carts.takeOut')}
              </Button>
            </li>
          ))}
        </ol>
      </Stack>
    </Modal>
  );
}
