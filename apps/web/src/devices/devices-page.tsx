import './devices.css';
import { useTranslation } from 'react-i18next';
import { SectionLayout, type SectionLink } from '../console/section-layout.js';
import { useIsAdministrator } from '../settings/use-is-administrator.js';

/** The laptops of the open school: what there is, who has it, and what is wrong with it. */
export function DevicesPage() {
  const { t } = useTranslation('devices');
  const administrator = useIsAdministrator();
  const links: SectionLink[] = [
    { to: '/devices', label: t('sections.registry'), exact: true },
    { to: '/devices/labels', label: t('sections.labels') },
    ...(administrator ? [{ to: '/devices/import', label: t('sections.import') } as const] : []),
  ];
  return <SectionLayout label={t('sections.label')} links={links} />;
}
