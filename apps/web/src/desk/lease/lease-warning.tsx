import { Button } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { useDeskSettings } from '../desk-settings.js';
import { Kbd } from '../keys/kbd.js';
import { clockLeft, runningOut } from '../line/clock.rules.js';
import { useSeconds } from '../line/use-seconds.js';
import { chime } from './chime.js';
import { notify } from './notify.js';

/** Two minutes before a claim runs out its holder is asked; one key keeps it. */
export function LeaseWarnings() {
  const { line } = useDesk();
  const held = line.groups.mine;
  const now = useSeconds(held.some((row) => row.claimExpiresAt !== null));
  const due = line.desk?.frozenAt != null ? [] : runningOut(held, now);
  return (
    <div role="alert" className="desk-warnings">
      {due.map((row, index) => (
        <LeaseWarning key={`${row.id} ${row.claimExpiresAt ?? ''}`} row={row} now={now} first={index === 0} />
      ))}
    </div>
  );
}

function LeaseWarning({ row, now, first }: { readonly row: LineRow; readonly now: number; readonly first: boolean }) {
  const { t } = useTranslation('desk');
  const { actions } = useDesk();
  const { sound, notify: outside, singleKeys } = useDeskSettings();
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    if (sound) chime('running');
    if (outside) notify(t('lease.notification', { code: row.code }), row.id);
  }, [sound, outside, t, row.code, row.id]);
  return (
    <section className="desk-warning">
      <div>
        <h2>{t('lease.title', { code: row.code })}</h2>
        {/* The running clock is for the eye; a screen reader hears the sentence once. */}
        <p>
          <span aria-hidden="true">{t('lease.body', { time: clockLeft(row.claimExpiresAt ?? '', now) })}</span>
          <span className="fb-hidden">{t('lease.notification', { code: row.code })}</span>
        </p>
      </div>
      <Button size="sm" onClick={() => actions.extend(row)} rightSection={singleKeys && first ? <Kbd>X</Kbd> : null}>
        {t('lease.extend')}
      </Button>
      <Button size="sm" variant="default" onClick={() => actions.release(row)}>
        {t('lease.release')}
      </Button>
    </section>
  );
}
