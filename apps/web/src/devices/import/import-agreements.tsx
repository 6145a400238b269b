import { Button, Group, SegmentedControl } from '@mantine/core';
import { type AgreementsRead, circulationOperations } from '@firstbell/contracts/circulation';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../api/call.js';
import { ChooseFile } from '../../console/choose-file.js';
import { FormProblem } from '../../console/form-problem.js';
import { sayDone } from '../../console/say.js';

const kinds = ['assigned', 'loaner'] as const;
type Kind = (typeof kinds)[number];

/** A list of who has signed: read first, so that its faults are seen before anything is put on file. */
export function ImportAgreements() {
  const { t } = useTranslation('devices');
  const [kind, setKind] = useState<Kind>('assigned');
  const read = useMutation({
    mutationFn: async (file: File) => ({ file, kind, found: await upload(circulationOperations.importAgreements, { kind }, file) }),
  });
  const apply = useMutation({
    mutationFn: ({ file, kind: of }: { file: File; kind: Kind }) =>
      upload(circulationOperations.importAgreements, { kind: of, apply: 'yes' }, file),
    onSuccess: ({ added }) => {
      sayDone(t('agreements.applied', { count: added }));
      read.reset();
    },
  });
  return (
    <section className="console-card devices-agreements" aria-labelledby="agreements">
      <h2 id="agreements">{t('agreements.title')}</h2>
      <p className="devices-plain">{t('agreements.what')}</p>
      <Group gap="sm">
        <span id="agreements-kind">{t('agreements.kind')}</span>
        <SegmentedControl
          aria-labelledby="agreements-kind"
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`agreements.kinds.${value}`) }))}
          onChange={(value) => {
            setKind(kinds.find((one) => one === value) ?? 'assigned');
            read.reset();
          }}
        />
      </Group>
      <ChooseFile
        accept=".csv,text/csv,text/plain"
        onFile={(file) => {
          apply.reset();
          read.mutate(file);
        }}
        variant="default"
        loading={read.isPending}
      >
        {t('agreements.choose')}
      </ChooseFile>
      <FormProblem error={read.error ?? apply.error} />
      {read.data === undefined ? null : (
        <>
          <Found found={read.data.found} />
          {read.data.found.added === 0 ? null : (
            <Button loading={apply.isPending} onClick={() => apply.mutate(read.data)}>
              {t('agreements.apply', { count: read.data.found.added })}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Found({ found: { column, added, already, problemCount, problems } }: { readonly found: AgreementsRead }) {
  const { t } = useTranslation('devices');
  return (
    <div role="status" className="devices-agreements__found">
      <p className="devices-plain">
        {t('agreements.found', { column })} <strong>{t('agreements.wouldAdd', { count: added })}</strong>{' '}
        {already === 0 ? null : t('agreements.already', { count: already })}
      </p>
      {problemCount === 0 ? null : (
        <>
          <p className="devices-plain">{t('agreements.problems', { count: problemCount })}</p>
          <ul className="devices-faint">
            {problems.map(({ line, found, why }) => (
              <li key={line}>
                {t('agreements.line', { line, found })} – {t(`agreements.why.${why}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
