import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { AdministratorsOnly } from '../administrators-only.js';
import { deviceManagementQuery } from './device-management-query.js';
import { ProviderForm } from './provider-form.js';
import { ProviderState } from './provider-state.js';
import { RemoveProvider } from './remove-provider.js';

/** Which provider is told who has which device, and how far it is told. */
export function DeviceManagementPage() {
  const { t } = useTranslation('deviceManagement');
  return (
    <AdministratorsOnly>
      <PageHead title={t('title')} lead={t('lead')} />
      <Provider />
    </AdministratorsOnly>
  );
}

function Provider() {
  const management = useQuery(deviceManagementQuery);
  return (
    <Loaded query={management}>
      {({ settings, told }) => (
        <div className="settings-stack">
          {settings === null ? null : <ProviderState settings={settings} told={told} />}
          <ProviderForm key={settings === null ? 'new' : 'saved'} settings={settings} />
          {settings === null ? null : <RemoveProvider version={settings.version} />}
        </div>
      )}
    </Loaded>
  );
}
