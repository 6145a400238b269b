import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type MailAudience, mailingOperations } from '@firstbell/contracts/mailing';
import { type PersonRole, personRoles } from '@firstbell/contracts/operation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { staffQuery } from '../../api/staff-query.js';

interface AudienceFieldsProps {
  readonly value: MailAudience;
  readonly onChange: (value: MailAudience) => void;
}

const isRole = (value: string): value is PersonRole => personRoles.some((role) => role === value);

/** Any part of the roster: whoever fits every list that is filled in. */
export function AudienceFields({ value, onChange }: AudienceFieldsProps) {
  const { t } = useTranslation('mail');
  const { t: tSettings } = useTranslation('settings');
  const { data } = useQuery({
    queryKey: ['mail-audience-choices'],
    queryFn: ({ signal }) => call(mailingOperations.mailAudienceChoices, {}, { signal }),
  });
  const counted = (label: string, people: number): string => `${label} · ${String(people)}`;
  const shared = { searchable: true, clearable: true, hidePickedOptions: true, limit: 100 } as const;
  return (
    <div className="mail-grid">
      <MultiSelect
        {...shared}
        label={t('new.roles')}
        data={(data?.roles ?? []).map((one) => ({ value: one.value, label: counted(tSettings(`roles.${one.value}`), one.people) }))}
        value={value.roles}
        onChange={(roles) => onChange({ ...value, roles: roles.filter(isRole) })}
      />
      <MultiSelect
        {...shared}
        label={t('new.grades')}
        data={(data?.grades ?? []).map((one) => ({ value: one.value, label: counted(one.value, one.people) }))}
        value={value.grades}
        onChange={(grades) => onChange({ ...value, grades })}
      />
      <MultiSelect
        {...shared}
        label={t('new.homerooms')}
        data={(data?.homerooms ?? []).map((one) => ({ value: one.value, label: counted(one.value, one.people) }))}
        value={value.homerooms}
        onChange={(homerooms) => onChange({ ...value, homerooms })}
      />
      <MultiSelect
        {...shared}
        label={t('new.classes')}
        data={(data?.classes ?? []).map((one) => ({ value: one.id, label: counted(one.title, one.people) }))}
        value={value.classIds}
        onChange={(classIds) => onChange({ ...value, classIds })}
      />
      {data === undefined || data.plans.length === 0 ? null : (
        <MultiSelect
          {...shared}
          label={t('new.plans')}
          data={data.plans.map((one) => ({ value: one.id, label: counted(one.name, one.people) }))}
          value={value.planIds}
          onChange={(planIds) => onChange({ ...value, planIds })}
        />
      )}
      <People value={value.personIds} onChange={(personIds) => onChange({ ...value, personIds })} />
    </div>
  );
}

function People({ value, onChange }: { readonly value: string[]; readonly onChange: (ids: string[]) => void }) {
  const { t } = useTranslation('mail');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQuery({ ...staffQuery(search), enabled: search.length >= 2 });
  const people = search.length >= 2 ? (found.data?.people ?? []).filter(({ active }) => active) : [];
  const chosen = value.map((id) => ({ value: id, label: names.get(id) ?? '' }));
  const options = people.filter(({ id }) => !value.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <MultiSelect
      searchable
      clearable
      label={t('new.people')}
      description={t('new.peopleHint')}
      data={[...chosen, ...options]}
      filter={({ options: all }) => all}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value}
      onChange={(ids) => {
        setNames(new Map([...names, ...people.map(({ id, name }) => [id, name] as const)]));
        onChange(ids);
      }}
    />
  );
}
