import { Stack, Switch } from '@mantine/core';
import { secondFactorOperations } from '@firstbell/contracts/second-factor';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { Loaded } from '../../console/loaded.js';
import { sayDone } from '../../console/say.js';

const demandQuery = queryOptions({
  queryKey: ['second-factor-demand'],
  queryFn: ({ signal }) => call(secondFactorOperations.secondFactorDemand, {}, { signal }),
});

/** Whether every adult of the school has to have a second factor. */
export function SecondFactorDemand() {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const queryClient = useQueryClient();
  const demand = useQuery(demandQuery);
  const change = useMutation({
    mutationFn: (demanded: boolean) => call(secondFactorOperations.demandSecondFactor, { demanded }),
    onSuccess: (changed) => {
      queryClient.setQueryData(demandQuery.queryKey, changed);
      sayDone(tConsole('saved'));
    },
  });
  return (
    <section className="console-card">
      <h2>{t('school.secondFactor.title')}</h2>
      <Loaded query={demand}>
        {({ demanded }) => (
          <Stack gap="sm" maw={560}>
            <Switch
              label={t('school.secondFactor.label')}
              description={t('school.secondFactor.hint')}
              checked={demanded}
              onChange={(event) => {
                if (!change.isPending) change.mutate(event.currentTarget.checked);
              }}
            />
            <FormProblem error={change.error} />
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
