import { Badge, Button } from '@mantine/core';
import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { useSayFailed } from '../../console/say.js';
import { PageHead } from '../../console/section-layout.js';
import { CreateSchoolDialog } from './create-school-dialog.js';
import { useEnterSchool } from './use-enter-school.js';

export function SchoolsPage() {
  const { t } = useTranslation('settings');
  const schools = useQuery({ queryKey: ['schools'], queryFn: ({ signal }) => call(peopleOperations.listSchools, {}, { signal }) });
  const [creating, setCreating] = useState(false);
  const enter = useEnterSchool();
  const sayFailed = useSayFailed();
  const open = useMutation({
    mutationFn: (schoolId: string) => call(peopleOperations.openSchool, { schoolId }),
    onSuccess: enter,
    onError: sayFailed,
  });
  return (
    <>
      <PageHead title={t('schools.title')} lead={t('schools.lead')}>
        <Button size="sm" onClick={() => setCreating(true)}>
          {t('schools.create')}
        </Button>
      </PageHead>
      <Loaded query={schools}>
        {({ schools: all, openId }) => (
          <ul className="settings-list">
            {all.map((school) => (
              <li key={school.id} className="console-card settings-row">
                <div>
                  <h2 className="settings-row__name">
                    {school.name}{' '}
                    {school.demo ? (
                      <Badge variant="default" size="lg" tt="none">
                        {t('schools.demo')}
                      </Badge>
                    ) : null}
                  </h2>
                  <p className="settings-faint">{school.timeZone.replaceAll('_', ' ')}</p>
                </div>
                {school.id === openId ? (
                  <strong className="settings-row__here">{t('schools.open')}</strong>
                ) : (
                  <Button
                    variant="default"
                    size="sm"
                    loading={open.isPending && open.variables === school.id}
                    aria-label={t('schools.enterNamed', { name: school.name })}
                    onClick={() => open.mutate(school.id)}
                  >
                    {t('schools.enter')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <CreateSchoolDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}
