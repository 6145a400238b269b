import { Badge, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Period, StaffMember } from '@firstbell/contracts/people';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffQuery } from '../../api/staff-query.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { bellsQuery } from '../bells/bells-query.js';
import { periodLabel } from '../bells/period-label.rules.js';
import { useIsAdministrator } from '../use-is-administrator.js';
import { PersonDialog } from './person-dialog.js';

/** Who works here and as what. A search reaches everyone, so that a student can be made an assistant. */
export function PeoplePage() {
  const { t } = useTranslation('settings');
  const administrator = useIsAdministrator();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const people = useQuery(staffQuery(search));
  const { data: bells } = useQuery(bellsQuery);
  const periods = (bells?.periods ?? []).map((period) => ({ ...period, name: periodLabel(period, bells?.dayTypes ?? []) }));
  const [editing, setEditing] = useState<StaffMember | null>(null);
  return (
    <>
      <PageHead title={t('people.title')} lead={administrator ? t('people.lead') : t('people.leadCoach')} />
      <TextInput
        type="search"
        label={t('people.search')}
        description={t('people.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={420}
        mb="lg"
      />
      <Loaded query={people}>
        {({ people: found }) =>
          found.length === 0 ? (
            search === '' ? (
              <EmptyState title={t('people.empty.title')} picture="adult">
                <p>{t('people.empty.body')}</p>
              </EmptyState>
            ) : (
              <p role="status">{t('people.noMatch', { search })}</p>
            )
          ) : (
            <ul className="settings-list" aria-busy={people.isFetching}>
              {found.map((person) => (
                <PersonRow key={person.id} person={person} periods={periods} onEdit={administrator ? () => setEditing(person) : null} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing === null ? null : <PersonDialog key={editing.id} person={editing} periods={periods} onClose={() => setEditing(null)} />}
    </>
  );
}

interface PersonRowProps {
  readonly person: StaffMember;
  readonly periods: readonly Period[];
  readonly onEdit: (() => void) | null;
}

function PersonRow({ person, periods, onEdit }: PersonRowProps) {
  const { t } = useTranslation('settings');
  const shifts = periods.filter((period) => person.periods.includes(period.id)).map((period) => period.name);
  return (
    <li className="console-card settings-row">
      <div>
        <h2 className="settings-row__name">
          {person.name}{' '}
          {person.active ? null : (
            <Badge variant="default" size="lg" tt="none">
              {t('people.left')}
            </Badge>
          )}
        </h2>
        <p className="settings-faint">{person.email ?? t('people.noEmail')}</p>
      </div>
      <div className="settings-row__tags">
        {person.roles.map((role) => (
          <span key={role} className="settings-role" data-role={role}>
            {t(`roles.${role}`)}
          </span>
        ))}
        {person.skills.map((skill) => (
          <Badge key={skill} variant="default" size="lg" tt="none" radius="sm">
            {skill}
          </Badge>
        ))}
        {shifts.length === 0 ? null : <span className="settings-faint">{shifts.join(', ')}</span>}
      </div>
      {onEdit === null ? null : (
        <Button variant="default" size="sm" onClick={onEdit} aria-label={t('people.editNamed', { name: person.name })}>
          {t('people.edit')}
        </Button>
      )}
    </li>
  );
}
