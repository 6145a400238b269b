import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { deviceStates } from '@firstbell/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceSearch } from '../device-search.rules.js';
import { choicesQuery } from './device-query.js';

interface DeviceFiltersProps {
  readonly filter: DeviceSearch;
  readonly onChoose: (filter: DeviceSearch) => void;
}

/** What is looked for; said at once, searched once the typing pauses. */
export function DeviceFilters({ filter, onChoose }: DeviceFiltersProps) {
  const { t, i18n } = useTranslation('devices');
  const { data: choices } = useQuery(choicesQuery);
  const [typed, setTyped] = useState(filter.search ?? '');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const { search: _, ...rest } = filter;
  const look = useDebouncedCallback((text: string) => onChoose(text === '' ? rest : { ...rest, search: text }), 250);
  const countOf = (state: string): number => choices?.states.find((one) => one.state === state)?.count ?? 0;
  const without = (name: keyof DeviceSearch): DeviceSearch => Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
  return (
    <search className="devices-filters console-no-print">
      <TextInput
        type="search"
        className="devices-filters__search"
        label={t('registry.search')}
        description={t('registry.searchHint')}
        maxLength={80}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          look(event.currentTarget.value.trim());
        }}
      />
      <Select
        label={t('fields.state')}
        clearable
        clearButtonProps={{ 'aria-label': t('registry.anyState') }}
        placeholder={t('registry.anyState')}
        value={filter.state ?? null}
        data={deviceStates
          .filter((state) => countOf(state) > 0 || state === filter.state)
          .map((state) => ({ value: state, label: `${t(`states.${state}`)} · ${format.format(countOf(state))}` }))}
        onChange={(state) => onChoose(state === null ? without('state') : { ...filter, state })}
      />
      <Select
        label={t('fields.model')}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t('registry.anyModel') }}
        placeholder={t('registry.anyModel')}
        value={filter.model ?? null}
        data={choices?.models ?? []}
        onChange={(model) => onChoose(model === null ? without('model') : { ...filter, model })}
      />
      {choices !== undefined && choices.loaners > 0 ? (
        <Checkbox
          label={t('registry.loaners', { count: choices.loaners })}
          checked={filter.loaners === 'yes'}
          onChange={(event) => onChoose(event.currentTarget.checked ? { ...filter, loaners: 'yes' } : without('loaners'))}
        />
      ) : null}
      {Object.keys(filter).length === 0 ? null : (
        <Button
          variant="default"
          onClick={() => {
            setTyped('');
            onChoose({});
          }}
        >
          {t('registry.clear')}
        </Button>
      )}
    </search>
  );
}
