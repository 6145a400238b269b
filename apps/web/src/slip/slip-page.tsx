import './slip.css';
import { Button, PasswordInput } from '@mantine/core';
import { directoryOperations, type Slip } from '@firstbell/contracts/directory';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { call } from '../api/call.js';
import { FormProblem } from '../console/form-problem.js';
import { PageHead } from '../console/section-layout.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { SlipPaper } from './slip-paper.js';

const route = getRouteApi('/_staff/slip/$personId');

/** An adult types their own password and gets the student's one-time password once, to be printed. */
export function SlipPage() {
  const { t } = useTranslation('accounts');
  const { personId } = route.useParams();
  const [password, setPassword] = useState('');
  // One wish, however often it is sent: an answer that was lost is not shown again, but the page says so.
  const requestId = useRef(uuid());
  const show = useMutation({
    mutationFn: () => call(directoryOperations.printSlip, { personId, requestId: requestId.current, password }),
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
          <FormProblem error={show.error} />
          <div>
            <Button type="submit" loading={show.isPending} disabled={password === ''}>
              {t('slip.show')}
            </Button>
          </div>
        </form>
      ) : (
        <Shown slip={show.data} />
      )}
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
