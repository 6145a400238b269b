import { deviceOperations, type DeviceImport } from '@firstbell/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { AdministratorsOnly } from '../../settings/administrators-only.js';
import { DecideImport } from './decide-import.js';
import { DiffRows } from './diff-rows.js';
import { ImportProgress } from './import-progress.js';
import { ImportRefused } from './import-refused.js';
import { ImportStateBadge } from './import-state-badge.js';
import { ProblemRows } from './problem-rows.js';
import { useDeviceImports } from './use-device-imports.js';

const route = getRouteApi('/_staff/devices/import/$importId');

export function ImportPage() {
  return (
    <AdministratorsOnly>
      <OneImport />
    </AdministratorsOnly>
  );
}

function OneImport() {
  const { t } = useTranslation('devices');
  const { importId } = route.useParams();
  const { imports, offline, asOf } = useDeviceImports();
  const live = imports?.find((one) => one.id === importId);
  // Only the last imports are listed; an older one is fetched by itself.
  const older = useQuery({
    queryKey: ['device-import', importId],
    queryFn: ({ signal }) => call(deviceOperations.deviceImport, { importId }, { signal }),
    enabled: live === undefined,
  });
  const one = live ?? older.data;
  if (one === undefined) return older.isError ? <LoadFailed error={older.error} onRetry={() => void older.refetch()} /> : <RowsLoading />;
  return (
    <>
      <PageHead
        title={one.fileName}
        lead={
          <>
            <Link to="/devices/import" className="fb-link">
              {t('import.all')}
            </Link>{' '}
            · <When at={one.startedAt} /> · {t(`import.presets.${one.preset}`)}
          </>
        }
      >
        <ImportStateBadge state={one.state} />
      </PageHead>
      {offline ? <StaleNotice asOf={asOf} /> : null}
      <div className="devices-stack">
        <ImportBody one={one} />
      </div>
    </>
  );
}

function ImportBody({ one }: { readonly one: DeviceImport }) {
  switch (one.state) {
    case 'uploaded':
    case 'reading':
    case 'applying':
    case 'undoing':
      return <ImportProgress one={one} />;
    case 'refused':
    case 'failed':
      return <ImportRefused one={one} />;
    case 'ready':
    case 'applied':
    case 'undone':
      return (
        <>
          <DecideImport one={one} />
          <ProblemRows one={one} />
          <DiffRows one={one} />
        </>
      );
  }
}
