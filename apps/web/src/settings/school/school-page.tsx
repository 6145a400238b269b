import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import type { Period } from '@firstbell/contracts/people';
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
        {({ settings, periods }) => (
          <div className="settings-stack">
            <SchoolForm settings={settings} />
            {administrator ? <SecondFactorDemand /> : null}
            <Periods periods={periods} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Periods({ periods }: { readonly periods: readonly Period[] }) {
  const { t } = useTranslation('settings');
  const columns: TableColumn<Period>[] = [
    { id: 'name', header: t('periods.name'), value: (period) => period.name },
    { id: 'starts', header: t('periods.starts'), value: (period) => period.startsAt.slice(0, 5) },
    { id: 'ends', header: t('periods.ends'), value: (period) => period.endsAt.slice(0, 5) },
  ];
  return (
    <section className="console-card">
      <DataTable
        level={2}
        title={t('periods.title')}
        columns={columns}
        rows={periods}
        rowKey={(period) => period.id}
        empty={t('periods.empty')}
        filter={false}
      />
      <p className="settings-faint">{t('periods.hint')}</p>
    </section>
  );
}
