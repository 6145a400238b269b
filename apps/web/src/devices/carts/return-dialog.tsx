import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { circulationOperations, type ReservationView, type SeatRow } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { Loaded } from '../../console/loaded.js';
import { sayDone } from '../../console/say.js';
import { ScanField } from '../check/scan-field.js';
import { seatsQuery } from '../circulation-queries.js';
import { useOnce } from '../use-once.js';

interface ReturnDialogProps {
  readonly reservation: ReservationView;
  readonly onClose: () => void;
}

/** The cart in the hands of a class: who takes which laptop, and what is back before the next class. */
export function ReturnDialog({ reservation, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('circulation');
  const seats = useQuery(seatsQuery(reservation.id));
  const [doing, setDoing] = useState<'handOut' | 'takeBack'>('takeBack');
  const returned = seats.data !== undefined && seats.data.reservation.returnedAt !== null;
  return (
    <Modal opened onClose={onClose} title={t('carts.of', { cart: reservation.cartName, class: reservation.className })} size="xl">
      <Stack gap="md">
        {returned ? null : (
          <SegmentedControl
            aria-label={t('carts.doing')}
            data={[
              { value: 'handOut', label: t('carts.handOut') },
              { value: 'takeBack', label: t('carts.takeBack') },
            ]}
            value={doing}
            onChange={(chosen) => setDoing(chosen === 'handOut' ? 'handOut' : 'takeBack')}
          />
        )}
        <Loaded query={seats}>
          {(check) =>
            doing === 'handOut' && !returned ? (
              <HandOut reservationId={reservation.id} seats={check.seats} />
            ) : (
              <TakeBack reservationId={reservation.id} seats={check.seats} returned={returned} />
            )
          }
        </Loaded>
      </Stack>
    </Modal>
  );
}

interface SeatsProps {
  readonly reservationId: string;
  readonly seats: readonly SeatRow[];
}

/** A laptop, then the badge of whoever takes it. */
function HandOut({ reservationId, seats }: SeatsProps) {
  const { t } = useTranslation('circulation');
  const [slot, setSlot] = useState<number | null>(null);
  const seat = useOnce(
    (input: { slot: number; scan: string }, requestId) => call(circulationOperations.seatStudent, { requestId, reservationId, ...input }),
    (_, done) => setSlot((now) => (now === done.slot ? null : now)),
  );
  const take = (scan: string): void => {
    const laptop = seats.find(({ device }) => device.tag === scan);
    if (laptop !== undefined) setSlot(laptop.slot);
    else if (slot !== null) seat.mutate({ slot, scan });
  };
  return (
    <>
      <ScanField
        label={slot === null ? t('carts.scanLaptop') : t('carts.scanBadge', { slot })}
        action={t('carts.next')}
        busy={seat.isPending}
        onScan={take}
      />
      <FormProblem error={seat.error} />
      <Seats seats={seats} back={new Set()} />
    </>
  );
}

/** What is scanned is back; the rest is missing, with who had it. */
function TakeBack({ reservationId, seats, returned }: SeatsProps & { readonly returned: boolean }) {
  const { t } = useTranslation('circulation');
  const [scans, setScans] = useState<readonly string[]>([]);
  const finish = useOnce(
    (tags: readonly string[], requestId) => call(circulationOperations.checkCartReturn, { requestId, reservationId, tags: [...tags] }),
    ({ reservation, unexpected }, counted) => {
      setScans((now) => now.filter((scan) => !counted.includes(scan)));
      sayDone(reservation.missing === 0 ? t('carts.allBack') : t('carts.states.missing', { count: reservation.missing }));
      if (unexpected.length > 0) sayDone(t('carts.unexpected', { tags: unexpected.join(', ') }));
    },
  );
  const back = new Set(returned ? seats.filter(({ missing }) => !missing).map(({ device }) => device.tag) : []);
  for (const scan of scans) back.add(scan);
  const left = seats.filter(({ device }) => !back.has(device.tag)).length;
  return (
    <>
      <ScanField label={t('carts.scanBack')} action={t('carts.next')} onScan={(scan) => setScans((now) => [...new Set([...now, scan])])} />
      <FormProblem error={finish.error} />
      <Seats seats={seats} back={back} />
      <Group justify="space-between">
        <p className="circulation-plain" role="status">
          {t('carts.counted', { back: seats.length - left, all: seats.length })}
        </p>
        <Button loading={finish.isPending} disabled={returned && scans.length === 0} onClick={() => finish.mutate(scans)}>
          {left === 0 ? t('carts.finish') : t('carts.finishMissing', { count: left })}
        </Button>
      </Group>
    </>
  );
}

function Seats({ seats, back }: { readonly seats: readonly SeatRow[]; readonly back: ReadonlySet<string> }) {
  const { t } = useTranslation('circulation');
  if (seats.length === 0) return <p className="circulation-plain">{t('carts.nothingInIt')}</p>;
  return (
    <ol className="circulation-slots">
      {seats.map(({ slot, device, person, missing }) => {
        const here = back.has(device.tag);
        return (
          <li key={slot} value={slot} data-back={here ? '' : undefined} data-missing={missing && !here ? '' : undefined}>
            <strong>{t('carts.slot', { slot })}</strong> <span>{device.tag}</span>
            {person === null ? null : <span>{person.name}</span>}
            {here ? <span>{t('carts.isBack')}</span> : missing ? <strong>{t('carts.isMissing')}</strong> : null}
          </li>
        );
      })}
    </ol>
  );
}
