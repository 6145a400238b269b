import './accounts.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { AdministratorsOnly } from '../administrators-only.js';
import { AccountsList } from './accounts-list.js';
import { directoryQuery } from './accounts-queries.js';
import { DirectoryForm } from './directory-form.js';
import { DirectoryState } from './directory-state.js';

/** The directory of the school and the accounts in it. */
export function AccountsPage() {
  const { t } = useTranslation('accounts');
  return (
    <AdministratorsOnly>
      <PageHead title={t('title')} lead={t('lead')} />
      <Directory />
    </AdministratorsOnly>
  );
}

function Directory() {
  const directory = useQuery(directoryQuery);
  return (
    <Loaded query={directory}>
      {({ settings, without }) => (
        <div className="settings-stack">
          {settings === null ? null : <DirectoryState settings={settings} without={without} />}
          <DirectoryForm settings={settings} />
          <AccountsList />
        </div>
      )}
    </Loaded>
  );
}
