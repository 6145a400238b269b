import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { schoolQuery } from './school-query.js';
import { useIsAdministrator } from '../use-is-administrator.js';
import { SchoolForm } from './school-form.js';
import { SecondFactorDemand } from './second-factor-demand.js';

export function SchoolPage() {
  const { t } = useTranslation('settings');
  const administrator = useIsAdministrator();
  const school = useQuery(schoolQuery);
  const lead =
    school.data === undefined
      ? undefined
      : t('school.lead', { name: school.data.school.name, zone: school.data.school.timeZone.replaceAll('_', ' ') });
  return (
    <>
      <PageHead title={t('school.title')} lead={lead} />
      <Loaded query={school}>
        {({ settings }) => (
          <div className="settings-stack">
            <SchoolForm settings={settings} />
            {administrator ? <SecondFactorDemand /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
