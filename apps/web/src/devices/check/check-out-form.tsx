import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { circulationOperations, outConditions, type CheckOutView, type Scanned } from '@firstbell/contracts/circulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { useOnce } from '../use-once.js';
import { HandFields, sentOf, type HandValues } from './hand-fields.js';

interface CheckOutFormProps {
  readonly person: NonNullable<Scanned['person']>;
  readonly device: NonNullable<Scanned['device']>;
  readonly onSend: () => void;
  readonly onDone: (view: CheckOutView) => void;
}

type Condition = (typeof outConditions)[number];

/** Person and device are known; what is left is to look at it and press Enter. */
export function CheckOutForm({ person, device, onSend, onDone }: CheckOutFormProps) {
  const { t } = useTranslation('circulation');
  const kind = device.loaner ? 'loaner' : 'assigned';
  const title = t(`check.give.${kind}`, { tag: device.tag, name: person.name });
  const onFile = person.agreements.includes(kind);
  const [hand, setHand] = useState<HandValues<Condition>>({ charger: true, laptopCase: true, condition: 'good', conditionNote: '' });
  const [signed, setSigned] = useState(false);
  const [dueOn, setDueOn] = useState('');
  const give = useOnce(
    (_: { hand: HandValues<Condition>; signed: boolean; dueOn: string }, id) =>
      call(circulationOperations.checkOut, {
        id,
        personId: person.id,
        deviceId: device.id,
        kind,
        agreement: onFile ? 'on_file' : signed ? 'ticked' : 'on_file',
        ...(dueOn === '' ? {} : { dueOn }),
        ...sentOf(hand),
      }),
    onDone,
    title,
  );
  return (
    <form
      className="console-card"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
        give.mutate({ hand, signed, dueOn });
      }}
    >
      <h2>{title}</h2>
      <Stack gap="md">
        {kind === 'loaner' ? (
          <TextInput
            type="date"
            label={t('check.dueOn')}
            required
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
          />
        ) : null}
        {onFile ? (
          <p className="circulation-plain">{t('check.agreementOnFile')}</p>
        ) : (
          <Checkbox
            label={t(`check.agreementSigned.${kind}`)}
            checked={signed}
            onChange={(event) => setSigned(event.currentTarget.checked)}
          />
        )}
        <HandFields conditions={outConditions} labelOf={(one) => t(`conditions.${one}`)} values={hand} onChange={setHand} />
        <FormProblem error={give.error} />
        <Button type="submit" size="md" loading={give.isPending} autoFocus>
          {t('check.out')}
        </Button>
      </Stack>
    </form>
  );
}
