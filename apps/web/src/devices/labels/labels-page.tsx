import { Button, SegmentedControl } from '@mantine/core';
import { deviceOperations } from '@firstbell/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { PageHead } from '../../console/section-layout.js';
import { DeviceFilters } from '../registry/device-filters.js';
import { listFilter } from '../device-filter.rules.js';
import type { DeviceSearch } from '../device-search.rules.js';
import { DeviceLabel } from './device-label.js';

const route = getRouteApi('/_staff/devices/labels');
const staff = getRouteApi('/_staff');

/** Papers with so many labels: US letter 3 × 10, A4 3 × 8, and a roll of single labels. */
const papers = ['letter', 'a4', 'roll'] as const;
type Paper = (typeof papers)[number];
/** Whole sheets of either paper. */
const labelsOfPage = 240;

/** Labels of the devices looked for, laid out as they come out of the printer. */
export function LabelsPage() {
  const { t } = useTranslation('devices');
  const { me } = staff.useRouteContext();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [paper, setPaper] = useState<Paper>(filter.device === undefined ? 'letter' : 'roll');
  const [offset, setOffset] = useState(0);
  const devices = useQuery({ queryKey: ['devices', 'labels', filter, offset], queryFn: ({ signal }) => labelled(filter, offset, signal) });
  return (
    <>
      <PageHead title={t('label.title')} lead={t('label.lead')}>
        <SegmentedControl
          aria-label={t('label.paper')}
          value={paper}
          data={papers.map((one) => ({ value: one, label: t(`label.papers.${one}`) }))}
          onChange={(value) => setPaper(papers.find((one) => one === value) ?? 'letter')}
        />
        <Button onClick={() => window.print()}>{t('label.print')}</Button>
      </PageHead>
      {filter.device === undefined ? (
        <DeviceFilters
          filter={filter}
          onChoose={(next) => {
            setOffset(0);
            void navigate({ search: next, replace: true });
          }}
        />
      ) : null}
      <Loaded query={devices}>
        {({ rows, total }) => (
          <>
            <p role="status" className="devices-plain devices-label-count console-no-print">
              {t('label.count', { count: total })}
            </p>
            <div className="devices-sheet" data-paper={paper}>
              {rows.map(({ id, tag, model }) => (
                <DeviceLabel key={id} tag={tag} model={model} school={me.school.name} />
              ))}
            </div>
            <Pages offset={offset} size={labelsOfPage} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </>
  );
}

async function labelled({ device: deviceId, ...filter }: DeviceSearch, offset: number, signal: AbortSignal) {
  if (deviceId === undefined) return call(deviceOperations.listDevices, { ...listFilter(filter), offset, limit: labelsOfPage }, { signal });
  const { device } = await call(deviceOperations.device, { deviceId }, { signal });
  return { rows: [device], total: 1 };
}
