import { Button, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';
import { useSkillName } from '../../console/use-skill-name.js';
import type { OnDuty } from './duty-now.rules.js';
import { useDuty } from './use-duty.js';

/** Who is on duty and who holds what. */
export function DutyStrip() {
  const { t } = useTranslation('desk');
  const { line, me } = useDesk();
  const people = [...line.duty].sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
  return (
    <div className="desk-duty" role="group" aria-label={t('duty.label')}>
      {people.length === 0 ? null : (
        <span className="desk-duty__label" aria-hidden="true">
          {t('duty.label')}
        </span>
      )}
      {people.length === 0 ? (
        <span className="desk-duty__nobody">{t('duty.nobody')}</span>
      ) : (
        <ul className="desk-duty__people">
          {people.map((person) => (
            <li key={person.id}>
              <PersonOnDuty person={person} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PersonOnDuty({ person }: { readonly person: OnDuty }) {
  const { t } = useTranslation('desk');
  const { me, isCoach, choose } = useDesk();
  const { clock } = useSchoolTime();
  const skillName = useSkillName();
  const duty = useDuty();
  const mine = person.id === me.id;
  return (
    <Popover position="bottom-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className="desk-person" data-mine={mine || undefined} data-free={person.holding.length === 0 || undefined}>
          <span className="desk-person__name">{mine ? t('duty.you') : person.name}</span>
          <span className="desk-person__holds fb-code">
            {person.holding.length === 0 ? t('duty.free') : person.holding.map((row) => row.code).join(' ')}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="desk-person__card" aria-label={person.name}>
        <strong>{person.name}</strong>
        <p>{t('duty.since', { time: clock(person.since) })}</p>
        {person.skills.length === 0 ? null : <p>{t('duty.skills', { skills: person.skills.map(skillName).join(', ') })}</p>}
        <div className="desk-person__actions">
          {person.holding.map((row) => (
            <Button key={row.id} size="compact-sm" variant="default" onClick={() => choose(row.id)}>
              {row.code}
            </Button>
          ))}
          {isCoach && !mine ? (
            <Button size="compact-sm" variant="default" onClick={() => duty.takeOff(person)}>
              {t('duty.takeOff', { name: person.name })}
            </Button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
