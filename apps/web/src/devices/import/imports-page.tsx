import type { DeviceImport } from '@firstbell/contracts/devices';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../console/empty-state.js';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { AdministratorsOnly } from '../../settings/administrators-only.js';
import { ImportAgreements } from './import-agreements.js';
import { ImportStateBadge } from './import-state-badge.js';
import { UploadDevices } from './upload-devices.js';
import { useDeviceImports } from './use-device-imports.js';

export function ImportsPage() {
  const { t } = useTranslation('devices');
  return (
    <AdministratorsOnly>
      <PageHead title={t('import.title')} lead={t('import.lead')} />
      <div className="devices-stack">
        <UploadDevices />
        <ImportAgreements />
        <History />
      </div>
    </AdministratorsOnly>
  );
}

function History() {
  const { t } = useTranslation('devices');
  const { imports, offline, error, asOf, refetch } = useDeviceImports();
  if (imports === null) return offline ? <LoadFailed error={error} onRetry={refetch} /> : <RowsLoading rows={3} />;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className="console-heading">
        {t('import.history')}
      </h2>
      {offline ? <StaleNotice asOf={asOf} /> : null}
      {imports.length === 0 ? (
        <EmptyState title={t('import.empty.title')} picture="folder-search">
          <p>{t('import.empty.body')}</p>
        </EmptyState>
      ) : (
        <ul className="devices-list">
          {imports.map((one) => (
            <HistoryRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function HistoryRow({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  return (
    <li className="console-card devices-row">
      <div>
        <h3>
          <Link to="/devices/import/$importId" params={{ importId: one.id }} className="fb-link">
            {one.fileName}
          </Link>
        </h3>
        <p className="devices-faint">
          <When at={one.startedAt} /> · {t(`import.presets.${one.preset}`)}
        </p>
      </div>
      {one.state === 'refused' || one.state === 'uploaded' || one.state === 'reading' ? null : (
        <p className="devices-faint">{t('import.line', { added: one.added, changed: one.changed })}</p>
      )}
      <ImportStateBadge state={one.state} />
    </li>
  );
}
