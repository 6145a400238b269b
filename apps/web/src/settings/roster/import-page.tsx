import { rosterOperations, type RosterImport } from '@firstbell/contracts/roster';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { AdministratorsOnly } from '../administrators-only.js';
import { ApplyImport } from './apply-import.js';
import { DiffCounts } from './diff-counts.js';
import { DiffRows } from './diff-rows.js';
import { FaultyRows } from './faulty-rows.js';
import { ImportProgress } from './import-progress.js';
import { ImportRefused } from './import-refused.js';
import { ImportStateBadge } from './import-state-badge.js';
import { useImports } from './use-imports.js';

const route = getRouteApi('/_staff/settings/roster/$importId');

export function ImportPage() {
  return (
    <AdministratorsOnly>
      <OneImport />
    </AdministratorsOnly>
  );
}

function OneImport() {
  const { t } = useTranslation('settings');
  const { importId } = route.useParams();
  const { imports, offline, asOf } = useImports();
  const live = imports?.find((one) => one.id === importId);
  // Only the last imports are listed; an older one is fetched by itself.
  const older = useQuery({
    queryKey: ['roster-import', importId],
    queryFn: ({ signal }) => call(rosterOperations.rosterImport, { importId }, { signal }),
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
            <Link to="/settings/roster" className="fb-link">
              {t('roster.all')}
            </Link>{' '}
            · <When at={one.startedAt} />
            {one.version === null ? '' : ` · OneRoster ${one.version}`}
          </>
        }
      >
        <ImportStateBadge state={one.state} />
      </PageHead>
      {offline ? <StaleNotice asOf={asOf} /> : null}
      <div className="settings-stack">
        <ImportBody one={one} />
      </div>
    </>
  );
}

function ImportBody({ one }: { readonly one: RosterImport }) {
  switch (one.state) {
    case 'uploaded':
    case 'reading':
      return <ImportProgress one={one} />;
    case 'refused':
    case 'failed':
      return (
        <>
          <ImportRefused one={one} />
          <FaultyRows one={one} />
        </>
      );
    case 'applying':
      return (
        <>
          <ImportProgress one={one} />
          <DiffCounts one={one} />
        </>
      );
    case 'ready':
    case 'applied':
      return (
        <>
          <ApplyImport one={one} />
          <DiffCounts one={one} />
          <FaultyRows one={one} />
          <DiffRows one={one} />
        </>
      );
  }
}
