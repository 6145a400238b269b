import { Button } from '@mantine/core';
import { type BellSchedule, type ComingDay, scheduleOperations } from '@firstbell/contracts/schedule';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { useSayFailed } from '../../console/say.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { SpecialDayDialog } from './special-day-dialog.js';
import { useTakeBells } from './use-save-bells.js';

/** A school week is looked at first; the rest on demand. */
const shownFirst = 7;

/** How today and the coming days ring by what is saved, each to be changed for once. */
export function ComingDays({ schedule }: { readonly schedule: BellSchedule }) {
  const { t } = useTranslation('settings');
  const [all, setAll] = useState(false);
  const [changing, setChanging] = useState<ComingDay | null>(null);
  const days = all ? schedule.coming : schedule.coming.filter(({ kind }, index) => index < shownFirst || kind === 'special');
  return (
    <section className="console-card">
      <h2>{t('bells.coming.title')}</h2>
      <p className="settings-faint">{t('bells.coming.hint')}</p>
      <ul className="settings-bells__days">
        {days.map((day) => (
          <DayRow key={day.day} day={day} isToday={day.day === schedule.coming[0]?.day} onChange={() => setChanging(day)} />
        ))}
      </ul>
      {all ? null : (
        <Button variant="default" size="sm" onClick={() => setAll(true)}>
          {t('bells.coming.more')}
        </Button>
      )}
      {changing === null ? null : (
        <SpecialDayDialog key={changing.day} day={changing} schedule={schedule} onClose={() => setChanging(null)} />
      )}
    </section>
  );
}

interface DayRowProps {
  readonly day: ComingDay;
  readonly isToday: boolean;
  readonly onChange: () => void;
}

function DayRow({ day, isToday, onChange }: DayRowProps) {
  const { t } = useTranslation('settings');
  const { day: written, bell } = useSchoolTime();
  const sayFailed = useSayFailed();
  const take = useTakeBells();
  const undo = useMutation({
    mutationFn: () => call(scheduleOperations.clearSpecialDay, { day: day.day }),
    onSuccess: take,
    onError: sayFailed,
  });
  const date = written(day.day);
  const [first, last] = [day.periods[0], day.periods.at(-1)];
  return (
    <li data-kind={day.kind}>
      <p className="settings-bells__date">
        <strong>{isToday ? t('bells.coming.today', { date }) : date}</strong>
        {day.kind === 'special' ? <span className="settings-bells__special">{t('bells.coming.special')}</span> : null}
      </p>
      <p className="settings-bells__rings">
        {day.name === null ? null : <span>{day.name}</span>}
        {first === undefined || last === undefined ? (
          <span>{t(day.kind === 'weekend' || day.kind === 'off' ? 'bells.coming.noSchool' : 'bells.coming.noPeriods')}</span>
        ) : (
          <span>{t('bells.coming.periods', { count: day.periods.length, from: bell(first.startsAt), to: bell(last.endsAt) })}</span>
        )}
      </p>
      <div className="settings-bells__change">
        {day.kind === 'special' ? (
          <Button
            variant="default"
            size="xs"
            loading={undo.isPending}
            onClick={() => undo.mutate()}
            aria-label={t('bells.coming.undoOf', { date })}
          >
            {t('bells.coming.undo')}
          </Button>
        ) : null}
        <Button variant="default" size="xs" onClick={onChange} aria-label={t('bells.coming.changeOf', { date })}>
          {t('bells.coming.change')}
        </Button>
      </div>
    </li>
  );
}
