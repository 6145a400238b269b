import { Button, Stack } from '@mantine/core';
import { circulationOperations, inConditions, type DeviceBrief } from '@firstbell/contracts/circulation';
import type { OutputOf } from '@firstbell/contracts/operation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { useOnce } from '../use-once.js';
import { HandFields, sentOf, type HandValues } from './hand-fields.js';

type CheckedIn = OutputOf<(typeof circulationOperations)['checkIn']>;
type Condition = (typeof inConditions)[number];

interface CheckInFormProps {
  readonly device: Pick<DeviceBrief, 'id' | 'tag'>;
  readonly holderName: string;
  readonly onSend?: () => void;
  readonly onDone: (view: CheckedIn) => void;
}

/** A device comes back. */
export function CheckInForm({ device, holderName, onSend, onDone }: CheckInFormProps) {
  const { t } = useTranslation('circulation');
  const title = t('check.take', { tag: device.tag, name: holderName });
  const [hand, setHand] = useState<HandValues<Condition>>({ charger: true, laptopCase: true, condition: 'good', conditionNote: '' });
  const take = useOnce(
    (values: HandValues<Condition>, requestId) =>
      call(circulationOperations.checkIn, { requestId, deviceId: device.id, ...sentOf(values) }),
    onDone,
    title,
  );
  return (
    <form
      className="console-card"
      onSubmit={(event) => {
        event.preventDefault();
        onSend?.();
        take.mutate(hand);
      }}
    >
      <h2>{title}</h2>
      <Stack gap="md">
        <HandFields conditions={inConditions} labelOf={(one) => t(`conditions.${one}`)} values={hand} onChange={setHand} />
        <FormProblem error={take.error} />
        <Button type="submit" size="md" loading={take.isPending} autoFocus>
          {t('check.in')}
        </Button>
      </Stack>
    </form>
  );
}
