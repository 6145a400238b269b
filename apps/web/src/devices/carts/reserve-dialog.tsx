import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { circulationOperations, type CartView, type ReservationView } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useOnce } from '../use-once.js';

interface ReserveDialogProps {
  readonly carts: readonly CartView[];
  readonly periods: readonly ReservationView['period'][];
  readonly today: string;
  readonly onClose: () => void;
}

export function ReserveDialog({ carts, periods, today, onClose }: ReserveDialogProps) {
  const { t } = useTranslation('circulation');
  const { t: tConsole } = useTranslation('console');
  const { bell } = useSchoolTime();
  const [values, setValues] = useState({ cartId: carts[0]?.id ?? '', day: today, periodId: periods[0]?.id ?? '', className: '' });
  const reserve = useOnce(
    (input: typeof values, id) => call(circulationOperations.reserveCart, { id, ...input }),
    ({ cartName, className }) => {
      sayDone(t('carts.reserved', { cart: cartName, class: className }));
      onClose();
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('carts.reserve')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          reserve.mutate(values);
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('carts.class')}
            required
            maxLength={120}
            value={values.className}
            onChange={(event) => setValues({ ...values, className: event.currentTarget.value })}
            data-autofocus
          />
          <Select
            label={t('carts.cart')}
            allowDeselect={false}
            value={values.cartId}
            data={carts.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(cartId) => setValues({ ...values, cartId: cartId ?? values.cartId })}
          />
          <TextInput
            type="date"
            label={t('carts.day')}
            required
            min={today}
            value={values.day}
            onChange={(event) => setValues({ ...values, day: event.currentTarget.value })}
          />
          <Select
            label={t('carts.period')}
            allowDeselect={false}
            value={values.periodId}
            data={periods.map(({ id, name, startsAt, endsAt }) => ({ value: id, label: `${name} · ${bell(startsAt)}–${bell(endsAt)}` }))}
            onChange={(periodId) => setValues({ ...values, periodId: periodId ?? values.periodId })}
          />
          <FormProblem error={reserve.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={reserve.isPending}>
              {t('carts.reserve')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
