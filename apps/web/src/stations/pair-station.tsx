import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { stationOperations } from '@firstbell/contracts/people';
import type { OutputOf } from '@firstbell/contracts/operation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { fieldProblems, isElsewhere } from '../console/field-problems.rules.js';
import { FormProblem } from '../console/form-problem.js';
import { sayDone } from '../console/say.js';
import { When } from '../console/when.js';
import { StationDrawing } from './station-drawing.js';
import { stationsQuery } from './stations-query.js';

type Pairing = OutputOf<typeof stationOperations.lookUpPairing> & { readonly code: string };

/** Code first, so that the coach sees which screen it is before giving it a place. */
export function PairStation() {
  const { t } = useTranslation('console');
  const [pairing, setPairing] = useState<Pairing | null>(null);
  return (
    <section className="console-card stations__pair" aria-labelledby="pair-title">
      <h2 id="pair-title">{t('stations.pair.title')}</h2>
      {pairing === null ? <TypeCode onFound={setPairing} /> : <NameScreen pairing={pairing} onLeave={() => setPairing(null)} />}
    </section>
  );
}

function TypeCode({ onFound }: { readonly onFound: (pairing: Pairing) => void }) {
  const { t } = useTranslation('console');
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const lookUp = useMutation({
    mutationFn: (typed: string) => call(stationOperations.lookUpPairing, { code: typed }),
    onSuccess: (found, typed) => onFound({ ...found, code: typed }),
  });
  const { t: tErrors } = useTranslation('errors');
  const { fields, elsewhere } = fieldProblems(lookUp.error, ['code'], (error) => describeError(tErrors, error));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIncomplete(code.length !== 6);
        if (code.length === 6) lookUp.mutate(code);
      }}
    >
      <Stack gap="md">
        <p className="console__lead">{t('stations.pair.steps', { address: window.location.origin })}</p>
        <TextInput
          label={t('stations.pair.code')}
          description={t('stations.pair.codeHint')}
          value={code}
          inputMode="numeric"
          autoComplete="off"
          size="lg"
          classNames={{ input: 'fb-code stations__code' }}
          maxLength={9}
          error={incomplete ? t('stations.pair.codeIncomplete') : fields['code']}
          onChange={(event) => {
            setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, 6));
            setIncomplete(false);
            lookUp.reset();
          }}
        />
        <FormProblem error={lookUp.isError && elsewhere ? lookUp.error : null} />
        <Group>
          <Button type="submit" loading={lookUp.isPending}>
            {t('stations.pair.lookUp')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NameScreen({ pairing, onLeave }: { readonly pairing: Pairing; readonly onLeave: () => void }) {
  const { t } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  const { desks } = getRouteApi('/_staff').useRouteContext().me;
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: '', deskId: desks[0]?.id ?? '' },
    validate: { name: (name) => (name.trim() === '' ? t('required') : null) },
  });
  const pair = useMutation({
    mutationFn: (values: typeof form.values) =>
      call(stationOperations.pairStation, { code: pairing.code, name: values.name.trim(), deskId: values.deskId }),
    onSuccess: async (station) => {
      sayDone(t('stations.pair.done', { name: station.name }));
      await queryClient.invalidateQueries({ queryKey: stationsQuery.queryKey });
      onLeave();
    },
    onError: (error) => form.setErrors(fieldProblems(error, ['name', 'deskId'], (one) => describeError(tErrors, one)).fields),
  });
  const elsewhere = pair.isError && isElsewhere(pair.error, ['name', 'deskId']);
  return (
    <form onSubmit={form.onSubmit((values) => pair.mutate(values))} noValidate>
      <Stack gap="md">
        <div className="stations__found" role="status">
          <StationDrawing kind={pairing.kind} />
          <div>
            <strong>{t(`stations.pair.found.${pairing.kind}`)}</strong>
            <dl>
              <dt>{t('stations.pair.browser')}</dt>
              <dd>{pairing.browser}</dd>
              <dt>{t('stations.pair.address')}</dt>
              <dd>{pairing.address}</dd>
              <dt>{t('stations.pair.asked')}</dt>
              <dd>
                <When at={pairing.requestedAt} />
              </dd>
            </dl>
          </div>
        </div>
        <p className="console__lead">{t('stations.pair.isItThis')}</p>
        <TextInput
          label={t('stations.pair.name')}
          placeholder={t('stations.pair.namePlaceholder')}
          maxLength={120}
          data-autofocus
          autoFocus
          {...form.getInputProps('name')}
        />
        {desks.length > 1 ? (
          <Select
            label={t('stations.pair.desk')}
            allowDeselect={false}
            data={desks.map((desk) => ({ value: desk.id, label: `${desk.letter} · ${desk.name}` }))}
            {...form.getInputProps('deskId')}
          />
        ) : null}
        <FormProblem error={elsewhere ? pair.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={pair.isPending}>
            {t('stations.pair.submit')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {t('stations.pair.otherCode')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
