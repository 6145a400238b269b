import { Button } from '@mantine/core';
import { deviceOperations, type DeviceRow } from '@firstbell/contracts/devices';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { PageHead } from '../../console/section-layout.js';
import { useIsAdministrator } from '../../settings/use-is-administrator.js';
import { DeviceStateBadge } from '../device-state-badge.js';
import { listFilter } from '../device-filter.rules.js';
import type { DeviceSearch } from '../device-search.rules.js';
import { AddDeviceDialog } from './add-device-dialog.js';
import { DeviceFilters } from './device-filters.js';
import { choicesQuery } from './device-query.js';

const route = getRouteApi('/_staff/devices/');
const pageSize = 50;

/** Every device, found by whatever somebody can read off it or says about it. */
export function RegistryPage() {
  const { t } = useTranslation('devices');
  const [adding, setAdding] = useState(false);
  const choices = useQuery(choicesQuery);
  return (
    <>
      <PageHead title={t('registry.title')} lead={t('registry.lead')}>
        <Button onClick={() => setAdding(true)}>{t('add.open')}</Button>
      </PageHead>
      <Loaded query={choices}>{(known) => (known.total === 0 ? <NoDevices /> : <FoundDevices />)}</Loaded>
      {adding ? <AddDeviceDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function NoDevices() {
  const { t } = useTranslation('devices');
  const administrator = useIsAdministrator();
  return (
    <EmptyState title={t('registry.empty.title')} picture="folder-search">
      <p>{t('registry.empty.body')}</p>
      {administrator ? (
        <p>
          <Link to="/devices/import" className="fb-link">
            {t('registry.empty.import')}
          </Link>
        </p>
      ) : null}
    </EmptyState>
  );
}

function FoundDevices() {
  const { t } = useTranslation('devices');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [offset, setOffset] = useState(0);
  const columns = useColumns();
  const devices = useQuery({
    queryKey: ['devices', filter, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(deviceOperations.listDevices, { ...listFilter(filter), offset, limit: pageSize }, { signal }),
  });
  const choose = (next: DeviceSearch): void => {
    setOffset(0);
    void navigate({ search: next, replace: true });
  };
  return (
    <>
      <DeviceFilters filter={filter} onChoose={choose} />
      <Loaded query={devices}>
        {({ rows, total }) => (
          <div aria-busy={devices.isFetching}>
            <DataTable
              level={2}
              title={t('registry.count', { count: total })}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              empty={t('registry.noMatch')}
              filter={false}
              csv={{
                fileName: 'devices.csv',
                load: () => download(deviceOperations.devicesCsv, listFilter(filter), { timeoutMs: 120_000 }),
              }}
            />
            <div className="devices-foot">
              <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
              {total === 0 ? null : (
                <Link to="/devices/labels" search={filter} className="fb-link console-no-print">
                  {t('registry.labels')}
                </Link>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

function useColumns(): TableColumn<DeviceRow>[] {
  const { t } = useTranslation('devices');
  return [
    {
      id: 'tag',
      header: t('fields.tag'),
      value: (row) => row.tag,
      show: (row) => (
        <Link to="/devices/$deviceId" params={{ deviceId: row.id }} className="fb-link devices-code">
          {row.tag}
        </Link>
      ),
    },
    { id: 'model', header: t('fields.model'), value: (row) => row.model },
    {
      id: 'serial',
      header: t('fields.serial'),
      value: (row) => row.serial,
      show: (row) => (row.serial === null ? null : <span className="devices-code">{row.serial}</span>),
    },
    {
      id: 'state',
      header: t('fields.state'),
      value: (row) => t(`states.${row.state}`),
      show: (row) => (
        <>
          <DeviceStateBadge state={row.state} /> {row.loaner ? <span className="devices-badge">{t('loaner')}</span> : null}
        </>
      ),
    },
    { id: 'holder', header: t('fields.holder'), value: (row) => row.holder?.name ?? null },
    { id: 'location', header: t('fields.location'), value: (row) => row.location },
  ];
}
