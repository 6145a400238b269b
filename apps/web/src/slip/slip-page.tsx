import './slip.css';
import { Button, PasswordInput } from '@mantine/core';
import { directoryOperations, type Slip } from '@firstbell/contracts/directory';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { FormProblem } from '../console/form-problem.js';
import { PageHead } from '../console/section-layout.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { useCure } from '../settings/connection/use-cure.js';
import { SlipPaper } from './slip-paper.js';

/** A directory may take its time. */
const patienceMs = 60_000;
const route = getRouteApi('/_staff/slip/$personId');

/** There is no password to show any more, but there can be another one. */
const renewable: readonly string[] = ['credential.delivered', 'credential.none', 'credential.to_be_set'];

/**
 * An adult types their own password and gets the student's one-time password once, to be printed. When it was handed over
 * before, they can have another one set.
 */
export function SlipPage() {
  const { t } = useTranslation('accounts');
  const { personId } = route.useParams();
  const [password, setPassword] = useState('');
  // One wish, however often it is sent: an answer that was lost is not shown again, but the page says so.
  const requestId = useRef(uuid());
  const [gone, setGone] = useState(false);
  const show = useMutation({
    mutationFn: async () => {
      if (gone) await call(directoryOperations.renewPassword, { personId, password }, { timeoutMs: patienceMs });
      return call(directoryOperations.printSlip, { personId, requestId: requestId.current, password });
    },
    onError: (error) => setGone((was) => was || (error instanceof ApiError && renewable.includes(error.code))),
    onSettled: () => setPassword(''),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (password !== '' && !show.isPending) show.mutate();
  };
  return (
    <div className="slip">
      <div className="console-no-print">
        <PageHead title={t('slip.title')} lead={t('slip.lead')} />
      </div>
      {show.data === undefined ? (
        <form onSubmit={submit} noValidate className="console-card slip__form">
          <PasswordInput
            label={t('slip.confirm')}
            description={t('slip.confirmHint')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
          />
          <Refusal error={show.error} />
          {gone ? <p className="settings-plain">{t('slip.renewWhat')}</p> : null}
          <div>
            <Button type="submit" loading={show.isPending} disabled={password === ''}>
              {gone ? t('slip.renew') : t('slip.show')}
            </Button>
          </div>
        </form>
      ) : (
        <Shown slip={show.data} />
      )}
    </div>
  );
}

/** A directory's refusal with its cure; anything else in our words. */
function Refusal({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation('errors');
  const cure = useCure('accounts');
  if (!(error instanceof ApiError) || !error.code.startsWith('directory.')) return <FormProblem error={error} />;
  return (
    <div role="alert" className="settings-banner settings-banner--refused">
      <p className="settings-plain">
        <strong>{cure(error.code, describeError(t, error))}</strong>
      </p>
      <p className="settings-faint">
        <code className="settings-code">{error.detail}</code>
      </p>
    </div>
  );
}

function Shown({ slip }: { readonly slip: Slip }) {
  const { t } = useTranslation('accounts');
  const { exact } = useSchoolTime();
  if (slip.kind === 'shown_before') {
    return (
      <section className="settings-banner settings-banner--stacked" role="status">
        <h2 className="console-heading">{t('slip.shownBefore')}</h2>
        <p className="settings-plain">{exact(slip.at)}</p>
        <p className="settings-plain">{t('slip.gone')}</p>
      </section>
    );
  }
  return (
    <>
      <div className="slip__tools console-no-print" role="status">
        <p>{t('slip.once')}</p>
        <Button onClick={() => window.print()}>{t('slip.print')}</Button>
      </div>
      <SlipPaper slip={slip} />
    </>
  );
}
