import { Button } from '@mantine/core';
import { circulationOperations, type CheckOutView, type Scanned } from '@firstbell/contracts/circulation';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { PageHead } from '../../console/section-layout.js';
import { CheckInForm } from './check-in-form.js';
import { CheckOutForm } from './check-out-form.js';
import { PhotoButton } from './photo-button.js';
import { DeviceCard, PersonCard } from './scanned-cards.js';
import { ScanField } from './scan-field.js';

interface Done {
  readonly view: CheckOutView;
  readonly wasReported: 'lost' | 'stolen' | null;
}

const nothing: Scanned = { person: null, device: null };

/** Out and in with keyboard and scanner alone: person then laptop, or the other way round. */
export function CheckPage() {
  const { t } = useTranslation('circulation');
  const [{ person, device }, setScanned] = useState<Scanned>(nothing);
  /** What was on screen when the button was pressed: what is scanned until the answer comes is the next one’s. */
  const sent = useRef<Scanned>(nothing);
  const [done, setDone] = useState<readonly Done[]>([]);
  /** The number of the latest scan, and of the one each card is from: an answer that comes late takes no card from a later one. */
  const scans = useRef({ latest: 0, person: 0, device: 0 });
  const read = useMutation({
    mutationFn: ({ scan }: { readonly scan: string; readonly number: number }) => call(circulationOperations.readScan, { scan }),
    onSuccess: (found, { number }) => {
      const person = number > scans.current.person ? found.person : null;
      const device = number > scans.current.device ? found.device : null;
      if (person !== null) scans.current.person = number;
      if (device !== null) scans.current.device = number;
      setScanned((now) => ({ person: person ?? now.person, device: device ?? now.device }));
    },
  });
  const look = (scan: string): void => {
    scans.current.latest += 1;
    read.mutate({ scan, number: scans.current.latest });
  };
  const clear = (): void => {
    const { latest } = scans.current;
    scans.current = { latest, person: latest, device: latest };
    setScanned(nothing);
    read.reset();
  };
  const send = (): void => {
    sent.current = { person, device };
  };
  const finish = (view: CheckOutView, wasReported: Done['wasReported'] = null): void => {
    setDone((before) => [{ view, wasReported }, ...before].slice(0, 6));
    const of = sent.current;
    setScanned((now) => ({
      person: now.person === of.person ? null : now.person,
      device: now.device?.id === view.device.id ? null : now.device,
    }));
  };
  return (
    <div className="circulation-stack">
      <PageHead title={t('check.title')} lead={t('check.lead')} />
      <ScanField label={t('check.scan')} action={t('check.look')} busy={read.isPending} onScan={look} />
      <FormProblem error={read.error} />
      <div className="circulation-two" aria-live="polite">
        <PersonCard person={person} />
        <DeviceCard device={device} />
      </div>
      {device !== null && device.holder !== null ? (
        <CheckInForm
          key={device.id}
          device={device}
          holderName={device.holder.name}
          onSend={send}
          onDone={({ wasReported, ...view }) => finish(view, wasReported)}
        />
      ) : person !== null && device !== null ? (
        <CheckOutForm key={`${person.id} ${device.id}`} person={person} device={device} onSend={send} onDone={(view) => finish(view)} />
      ) : null}
      {person === null && device === null ? null : (
        <div>
          <Button variant="default" onClick={clear}>
            {t('check.clear')}
          </Button>
        </div>
      )}
      {done.length === 0 ? null : (
        <section className="console-card" aria-labelledby="check-done">
          <h2 id="check-done">{t('check.done')}</h2>
          <ul className="circulation-done" role="status">
            {done.map(({ view, wasReported }) => (
              <li key={`${view.id} ${view.version}`} className="circulation-tools">
                <span>
                  {t(view.inAt === null ? 'check.gave' : 'check.took', { tag: view.device.tag, name: view.person.name })}
                  {wasReported === null ? null : <strong> {t(`check.wasReported.${wasReported}`)}</strong>}
                </span>
                <PhotoButton deviceId={view.device.id} tag={view.device.tag} of={{ checkOutId: view.id }} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
