import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SectionLayout, type SectionLink } from '../console/section-layout.js';
import { exceptionsQuery } from './exceptions/exceptions-query.js';
import { useIsAdministrator } from './use-is-administrator.js';

/** Settings of the open school. The coach sees what runs the desk, the administrator everything. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const administrator = useIsAdministrator();
  const { data } = useQuery(exceptionsQuery);
  const open = data?.exceptions.length ?? 0;
  const forAll: SectionLink[] = [
    { to: '/settings', label: t('sections.school'), exact: true },
    { to: '/settings/bells', label: t('sections.bells') },
    { to: '/settings/issues', label: t('sections.issues') },
    { to: '/settings/people', label: t('sections.people') },
    { to: '/settings/new-faces', label: t('sections.newFaces'), count: open, countLabel: t('sections.newFacesCount', { count: open }) },
    { to: '/settings/screens', label: t('sections.screens') },
  ];
  const forAdministrators: SectionLink[] = [
    { to: '/settings/roster', label: t('sections.roster') },
    { to: '/settings/accounts', label: t('sections.accounts') },
    { to: '/settings/device-management', label: t('sections.deviceManagement') },
    { to: '/settings/mail', label: t('sections.mail') },
    { to: '/settings/schools', label: t('sections.schools') },
  ];
  return <SectionLayout side label={t('sections.label')} links={administrator ? [...forAll, ...forAdministrators] : forAll} />;
}
