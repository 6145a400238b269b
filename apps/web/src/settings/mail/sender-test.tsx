import { Button, TextInput } from '@mantine/core';
import { type MailSender, mailingOperations, type MailTestResult } from '@firstbell/contracts/mailing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { FormProblem } from '../../console/form-problem.js';
import { When } from '../../console/when.js';
import { Trouble } from '../../mail/trouble.js';
import { senderQuery } from './sender-query.js';

/** A server that hangs is waited for as long as sending would. */
const patienceMs = 150_000;

/** Connects, signs in, sends; says plainly what is wrong and what to do. */
export function SenderTest({ saved }: { readonly saved: MailSender | null }) {
  const { t } = useTranslation('mail');
  const queryClient = useQueryClient();
  const [to, setTo] = useState('');
  const test = useMutation({
    mutationFn: () => call(mailingOperations.testMailSender, to.trim() === '' ? {} : { to: to.trim() }, { timeoutMs: patienceMs }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: senderQuery.queryKey }),
  });
  return (
    <section className="console-card mail-stack" aria-labelledby="sender-test">
      <h2 id="sender-test">{t('settings.test')}</h2>
      <p className="mail-plain">{t(saved === null ? 'settings.testSaveFirst' : 'settings.testWhat')}</p>
      <TextInput
        type="email"
        label={t('settings.testTo')}
        description={t('settings.testToHint')}
        maw={420}
        value={to}
        disabled={saved === null}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" disabled={saved === null} loading={test.isPending} onClick={() => test.mutate()}>
          {t('settings.testNow')}
        </Button>
      </div>
      <FormProblem error={test.error} />
      <div role="status">
        {test.isPending ? (
          <p className="mail-plain">{t('settings.testing')}</p>
        ) : saved?.test == null ? null : (
          <Result result={saved.test} />
        )}
      </div>
    </section>
  );
}

function Result({ result }: { readonly result: MailTestResult }) {
  const { t } = useTranslation('mail');
  return (
    <div className={result.trouble === null ? 'fb-notice mail-notice mail-notice--ok' : 'fb-notice fb-notice--error mail-notice'}>
      <div>
        {result.trouble === null ? (
          <p>{t('settings.testOk', { to: result.to })}</p>
        ) : (
          <Trouble trouble={result.trouble} detail={result.detail} />
        )}
        <p className="mail-faint">
          <When at={result.at} />
        </p>
      </div>
    </div>
  );
}
