import { useTranslation } from 'react-i18next';
import { PageHead } from '../../console/section-layout.js';

export function RegistryPage() {
  const { t } = useTranslation('devices');
  return <PageHead title={t('registry.title')} lead={t('registry.lead')} />;
}
