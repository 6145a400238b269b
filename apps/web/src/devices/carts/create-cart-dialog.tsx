import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { circulationOperations } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';
import { useOnce } from '../use-once.js';

export function CreateCartDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('circulation');
  const { t: tConsole } = useTranslation('console');
  const [values, setValues] = useState({ name: '', location: '', slots: 30 });
  const create = useOnce(
    ({ name, location, slots }: typeof values, id) =>
      call(circulationOperations.createCart, { id, name, slots, ...(location.trim() === '' ? {} : { location }) }),
    ({ name }) => {
      sayDone(t('carts.created', { cart: name }));
      onClose();
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('carts.create')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(values);
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('carts.name')}
            required
            maxLength={120}
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
            data-autofocus
          />
          <TextInput
            label={t('carts.location')}
            maxLength={120}
            value={values.location}
            onChange={(event) => setValues({ ...values, location: event.currentTarget.value })}
          />
          <NumberInput
            label={t('carts.slots')}
            required
            min={1}
            max={60}
            allowDecimal={false}
            value={values.slots}
            onChange={(slots) => setValues({ ...values, slots: Number(slots) })}
          />
          <FormProblem error={create.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {tConsole('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('carts.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
