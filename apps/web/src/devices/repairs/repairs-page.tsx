import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { circulationOperations, type RepairRow } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/call.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { PageHead } from '../../console/section-layout.js';
import { repairsQuery } from '../circulation-queries.js';
import { useIsAdult } from '../use-is-adult.js';
import { OpenRepairDialog } from './open-repair-dialog.js';
import { RepairDialog } from './repair-dialog.js';
import { RepairsTable } from './repairs-table.js';
import { Shelf } from './shelf.js';

const states = ['open', 'closed', 'all'] as const;
const kinds = ['all', 'warranty', 'damage'] as const;
const pageSize = 100;

/** What is in repair, what was, and what lies on the shelf. */
export function RepairsPage() {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [offset, setOffset] = useState(0);
  const repairs = useQuery(repairsQuery({ state, kind, search, offset, limit: pageSize }));
  const [opening, setOpening] = useState(false);
  const [shown, setShown] = useState<RepairRow | null>(null);
  const filtered = state !== 'open' || kind !== 'all' || search !== '';
  return (
    <div className="circulation-stack">
      <PageHead title={t('repairs.title')} lead={t('repairs.lead')}>
        <Button onClick={() => setOpening(true)}>{t('repairs.open')}</Button>
      </PageHead>
      <div className="devices-filters console-no-print">
        <TextInput
          className="devices-filters__search"
          type="search"
          label={t('repairs.search')}
          value={typed}
          maxLength={64}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setOffset(0);
          }}
        />
        <Select
          label={t('repairs.state')}
          allowDeselect={false}
          value={state}
          data={states.map((value) => ({ value, label: t(`repairs.filter.${value}`) }))}
          onChange={(chosen) => {
            setState(states.find((one) => one === chosen) ?? 'open');
            setOffset(0);
          }}
        />
        <Select
          label={t('repairs.kind')}
          allowDeselect={false}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`repairs.kinds.${value}`) }))}
          onChange={(chosen) => {
            setKind(kinds.find((one) => one === chosen) ?? 'all');
            setOffset(0);
          }}
        />
      </div>
      <Loaded query={repairs}>
        {({ repairs: rows, total }) =>
          total === 0 && !filtered ? (
            <EmptyState title={t('repairs.empty.title')} picture="wrench">
              <p>{t('repairs.empty.body')}</p>
            </EmptyState>
          ) : (
            <div>
              <RepairsTable
                rows={rows}
                onShow={setShown}
                {...(adult
                  ? { csv: { fileName: 'repairs.csv', load: () => download(circulationOperations.repairsCsv, { state, kind, search }) } }
                  : {})}
              />
              <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
            </div>
          )
        }
      </Loaded>
      <Shelf paused={opening || shown !== null} />
      {opening ? <OpenRepairDialog onClose={() => setOpening(false)} /> : null}
      {shown === null ? null : <RepairDialog key={shown.id} repair={shown} onChanged={setShown} onClose={() => setShown(null)} />}
    </div>
  );
}
