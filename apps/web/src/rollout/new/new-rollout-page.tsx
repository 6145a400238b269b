import { Button, Group } from '@mantine/core';
import { rolloutOperations as ops } from '@firstbell/contracts/rollouts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { choicesQuery, rolloutQuery } from '../rollout-queries.js';
import { emptyDraft, requestOfDraft, stepsOf, whatFault, whoFault, type DraftFault } from './draft.rules.js';
import { ForecastLines } from './forecast-lines.js';
import { WhatPart } from './what-part.js';
import { WhoPart } from './who-part.js';
import { writtenPlanOf } from './written-plan.rules.js';

const parts = ['who', 'what', 'check'] as const;
const faultOf = { who: whoFault, what: whatFault, check: () => null } as const;

/** Who, what, and what will happen: three pages, nothing written before the last. */
export function NewRolloutPage() {
  const { t } = useTranslation('rollout');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const choices = useQuery(choicesQuery);
  const [id] = useState(() => uuid());
  const [draft, setDraft] = useState(emptyDraft);
  const [at, setAt] = useState(0);
  const [fault, setFault] = useState<DraftFault | null>(null);
  const part = parts[at] ?? 'check';
  const create = useMutation({
    mutationFn: () => call(ops.createRollout, requestOfDraft(id, draft)),
    onSuccess: (plan) => {
      queryClient.setQueryData(rolloutQuery(plan.id).queryKey, plan);
      return navigate({ to: '/rollout/$planId', params: { planId: plan.id } });
    },
  });
  const writtenAlready = writtenPlanOf(create.error);
  const next = (): void => {
    const found = faultOf[part](draft);
    setFault(found);
    if (found !== null) return;
    if (part === 'check') create.mutate();
    else setAt(at + 1);
  };
  return (
    <>
      <PageHead title={t('new.title')} lead={t('new.lead')} />
      <form
        noValidate
        className="console-card rollout-stack rollout-form"
        aria-labelledby="part"
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <div>
          <p className="rollout-faint">{t('new.step', { at: at + 1 })}</p>
          <h2 id="part" className="rollout-form__title">
            {t(`new.${part}`)}
          </h2>
        </div>
        <Loaded query={choices}>
          {(all) => (
            <>
              {part === 'who' ? <WhoPart draft={draft} choices={all} fault={fault} onChange={setDraft} /> : null}
              {part === 'what' ? <WhatPart draft={draft} choices={all} fault={fault} onChange={setDraft} /> : null}
              {part === 'check' ? (
                <ForecastLines
                  wished={{
                    direction: draft.direction,
                    steps: stepsOf(draft),
                    credentials: draft.credentials,
                    audience: { kind: draft.audience.kind, values: [...draft.audience.values] },
                  }}
                />
              ) : null}
            </>
          )}
        </Loaded>
        <div role="alert">{fault === null ? null : <p className="fb-notice fb-notice--error">{t(`new.faults.${fault}`)}</p>}</div>
        <FormProblem error={create.error} />
        {writtenAlready === undefined ? null : (
          <p>
            <Link to="/rollout/$planId" params={{ planId: writtenAlready }} className="fb-link">
              {t('new.lookAtWritten')}
            </Link>
          </p>
        )}
        <Group justify="space-between">
          {at === 0 ? (
            <span />
          ) : (
            <Button
              variant="default"
              onClick={() => {
                setFault(null);
                setAt(at - 1);
              }}
            >
              {t('new.back')}
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            {part === 'check' ? t('new.create') : t('new.next')}
          </Button>
        </Group>
      </form>
    </>
  );
}
