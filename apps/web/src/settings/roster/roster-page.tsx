import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import type { RosterImport } from '@firstbell/contracts/roster';
import { EmptyState } from '../../console/empty-state.js';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { PageHead } from '../../console/section-layout.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { When } from '../../console/when.js';
import { AdministratorsOnly } from '../administrators-only.js';
import { ImportStateBadge } from './import-state-badge.js';
import { UploadRoster } from './upload-roster.js';
import { useImports } from './use-imports.js';

export function RosterPage() {
  const { t } = useTranslation('settings');
  return (
    <AdministratorsOnly>
      <PageHead title={t('roster.title')} lead={t('roster.lead')} />
      <div className="settings-stack">
        <UploadRoster />
        <History />
      </div>
    </AdministratorsOnly>
  );
}

function History() {
  const { t } = useTranslation('settings');
  const { imports, offline, error, asOf, refetch } = useImports();
  if (imports === null) return offline ? <LoadFailed error={error} onRetry={refetch} /> : <RowsLoading rows={3} />;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className="console-heading">
        {t('roster.history')}
      </h2>
      {offline ? <StaleNotice asOf={asOf} /> : null}
      {imports.length === 0 ? (
        <EmptyState title={t('roster.empty.title')} picture="folder-search">
          <p>{t('roster.empty.body')}</p>
        </EmptyState>
      ) : (
        <ul className="settings-list">
          {imports.map((one) => (
            <HistoryRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function HistoryRow({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  return (
    <li className="console-card settings-row">
      <div>
        <h3 className="settings-row__name">
          <Link to="/settings/roster/$importId" params={{ importId: one.id }} className="fb-link">
            {one.fileName}
          </Link>
        </h3>
        <p className="settings-faint">
          <When at={one.startedAt} />
          {one.version === null ? '' : ` · OneRoster ${one.version}`}
        </p>
      </div>
      <p className="settings-faint settings-row__tags">
        {one.state === 'ready' || one.state === 'applied' || one.state === 'applying'
          ? t('roster.peopleLine', { added: one.people.added, changed: one.people.changed, removed: one.people.removed })
          : null}
      </p>
      <ImportStateBadge state={one.state} />
    </li>
  );
}
