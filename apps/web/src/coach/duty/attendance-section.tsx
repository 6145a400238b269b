import { ticketOperations, type Attendant } from '@firstbell/contracts/tickets';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { useNow } from '../../console/use-now.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useCoach } from '../live/coach-context.js';
import { type AttendancePeriod, type PeriodTime, presenceOf, timeOf } from './attendance.rules.js';

/** Who is expected today and who came. Asked for again whenever somebody comes or goes, or a bell rings. */
export function AttendanceSection() {
  const { t } = useTranslation('coach');
  const { duty, desk } = useCoach();
  const since = duty.map((person) => `${person.id} ${person.since}`).join();
  const attendance = useQuery({
    queryKey: ['attendance', since, desk?.version],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(ticketOperations.attendance, {}, { signal }),
  });
  return (
    <section className="coach-attendance">
      <div className="coach-attendance__head">
        <h2>{t('attendance.title')}</h2>
        <Link to="/settings/bells" className="fb-link">
          {t('attendance.bells')}
        </Link>
      </div>
      <Loaded query={attendance}>
        {({ periods }) =>
          periods.length === 0 ? (
            <p className="coach-plain">{t('attendance.noPeriods')}</p>
          ) : periods.every(({ expected, others }) => expected.length + others.length === 0) ? (
            <p className="coach-plain">{t('attendance.nobody')}</p>
          ) : (
            <ol className="coach-attendance__periods">
              {periods.map((period) => (
                <PeriodAttendance key={period.id} period={period} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function PeriodAttendance({ period }: { readonly period: AttendancePeriod }) {
  const { t } = useTranslation('coach');
  const { clock } = useSchoolTime();
  const time = timeOf(period, useNow());
  return (
    <li className="coach-attendance__period" data-time={time} aria-current={time === 'now' ? 'time' : undefined}>
      <h3>
        {period.name}{' '}
        <span className="coach-faint">{t('attendance.times', { from: clock(period.startsAt), to: clock(period.endsAt) })}</span>
      </h3>
      {period.expected.length + period.others.length === 0 ? (
        <p className="coach-plain coach-faint">{t('attendance.nobodyIn')}</p>
      ) : (
        <ul>
          {period.expected.map((person) => (
            <PersonExpected key={person.person.id} attendant={person} time={time} />
          ))}
          {period.others.map(({ person, since }) => (
            <li key={person.id} data-presence="other">
              <span>{person.name}</span>{' '}
              <span className="coach-faint">{since === null ? null : t('attendance.other', { time: clock(since) })}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function PersonExpected({ attendant, time }: { readonly attendant: Attendant; readonly time: PeriodTime }) {
  const { t } = useTranslation('coach');
  const { clock } = useSchoolTime();
  const presence = presenceOf(attendant, time);
  return (
    <li data-presence={presence}>
      <span>{attendant.person.name}</span>{' '}
      <span className="coach-attendance__word">
        {t(`attendance.presence.${presence}`, { time: attendant.since === null ? '' : clock(attendant.since) })}
      </span>
    </li>
  );
}
