import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { rolloutOperations as ops, type Rollout, type RolloutLane } from '@firstbell/contracts/rollouts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { rolloutQuery } from '../rollout-queries.js';

/** Which homerooms go to which line of tables. */
export function SetLanes({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <div className="console-no-print">
        <Button variant="default" size="sm" onClick={() => setOpened(true)}>
          {t('plan.setLanes')}
        </Button>
      </div>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('plan.setLanes')} size="lg">
        <LanesForm plan={plan} onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}

/** The plan is fetched anew while the form is open; it saves against the one it was opened with, so that nobody's change is written over. */
function LanesForm({ plan, onDone }: { readonly plan: Rollout; readonly onDone: () => void }) {
  const { t } = useTranslation('rollout');
  const { t: tConsole } = useTranslation('console');
  const queryClient = useQueryClient();
  const [seen] = useState(plan);
  const [lanes, setLanes] = useState<readonly RolloutLane[]>(seen.lanes.length > 0 ? seen.lanes : [{ name: '', homerooms: [] }]);
  const [unnamed, setUnnamed] = useState(false);
  const save = useMutation({
    mutationFn: () => call(ops.setRolloutLanes, { planId: seen.id, version: seen.version, lanes: lanes.map((lane) => ({ ...lane })) }),
    onSuccess: (changed) => {
      queryClient.setQueryData(rolloutQuery(plan.id).queryKey, changed);
      onDone();
    },
  });
  const change = (at: number, part: Partial<RolloutLane>): void =>
    setLanes(lanes.map((lane, index) => (index === at ? { ...lane, ...part } : lane)));
  const free = (at: number): string[] =>
    plan.byHomeroom
      .map(({ name }) => name)
      .filter((name) => name !== '' && !lanes.some((lane, index) => index !== at && lane.homerooms.includes(name)));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const missing = lanes.some((lane) => lane.name.trim() === '');
        setUnnamed(missing);
        if (!missing) save.mutate();
      }}
    >
      <Stack gap="md">
        {lanes.map((lane, index) => (
          <div key={index} className="rollout-lane">
            <TextInput
              label={t('plan.laneName', { at: index + 1 })}
              value={lane.name}
              maxLength={120}
              error={unnamed && lane.name.trim() === '' ? t('plan.laneUnnamed') : undefined}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <MultiSelect
              label={t('plan.laneHomerooms', { at: index + 1 })}
              searchable
              value={lane.homerooms}
              data={free(index)}
              onChange={(homerooms) => change(index, { homerooms })}
            />
            <Button variant="default" size="xs" onClick={() => setLanes(lanes.filter((_, other) => other !== index))}>
              {t('plan.removeLane', { at: index + 1 })}
            </Button>
          </div>
        ))}
        <FormProblem error={save.error} />
        <Group justify="space-between">
          <Button variant="default" onClick={() => setLanes([...lanes, { name: '', homerooms: [] }])}>
            {t('plan.addLane')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {tConsole('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
