import '../console/console.css';
import './account.css';
import { secondFactorOperations } from '@firstbell/contracts/second-factor';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { Button } from '../hallpass/button.js';
import { QrCode } from '../hallpass/qr-code.js';
import { CodeField, PasswordField, Refusal, submitting } from './fields.js';
import { RecoveryCodes } from './recovery-codes.js';

interface SetUpProps {
  readonly name: string;
  readonly onDone: () => void;
  /** Left out where there is no way round it. */
  readonly onCancel?: () => void;
}

/** Password, then the picture for the app and a first code, then the recovery codes. */
export function SetUpSecondFactor({ name, onDone, onCancel }: SetUpProps) {
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes name={name} codes={codes} onDone={onDone} />;
  const cancel = onCancel === undefined ? {} : { onCancel };
  if (begun === null) return <AskPassword onBegun={setBegun} {...cancel} />;
  return <ShowSecret {...begun} onConfirmed={setCodes} {...cancel} />;
}

interface AskPasswordProps {
  readonly onBegun: (begun: { secret: string; uri: string }) => void;
  readonly onCancel?: () => void;
}

function AskPassword({ onBegun, onCancel }: AskPasswordProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const start = useMutation({ mutationFn: () => call(secondFactorOperations.startSecondFactor, { password }), onSuccess: onBegun });
  const submit = submitting(() => {
    setChecked(true);
    if (password !== '' && !start.isPending) start.mutate();
  });
  return (
    <form onSubmit={submit} noValidate className="account__form">
      <Refusal error={start.error} />
      <PasswordField value={password} onChange={setPassword} missing={checked && password === ''} error={start.error} />
      <div className="account__actions">
        <Button type="submit">{t('setUp.next')}</Button>
        <Cancel onCancel={onCancel} />
      </div>
    </form>
  );
}

interface ShowSecretProps {
  readonly secret: string;
  readonly uri: string;
  readonly onConfirmed: (codes: readonly string[]) => void;
  readonly onCancel?: () => void;
}

function ShowSecret({ secret, uri, onConfirmed, onCancel }: ShowSecretProps) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const confirm = useMutation({
    mutationFn: () => call(secondFactorOperations.confirmSecondFactor, { code }),
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  });
  const submit = submitting(() => {
    setChecked(true);
    if (code.trim() !== '' && !confirm.isPending) confirm.mutate();
  });
  return (
    <form onSubmit={submit} noValidate className="account__form">
      <h3>{t('setUp.scan')}</h3>
      <QrCode text={uri} label={t('setUp.qr')} size={220} />
      <p>
        {t('setUp.type')} <code className="account__secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <a href={uri} className="fb-link">
          {t('setUp.open')}
        </a>
      </p>
      <Refusal error={confirm.error} />
      <CodeField
        label={t('setUp.code')}
        hint={t('setUp.codeHint')}
        value={code}
        onChange={setCode}
        missing={checked && code.trim() === ''}
        error={confirm.error}
        autoFocus
      />
      <div className="account__actions">
        <Button type="submit">{t('setUp.submit')}</Button>
        <Cancel onCancel={onCancel} />
      </div>
    </form>
  );
}

function Cancel({ onCancel }: { readonly onCancel: (() => void) | undefined }) {
  const { t } = useTranslation('account');
  return onCancel === undefined ? null : (
    <Button look="quiet" onClick={onCancel}>
      {t('confirm.cancel')}
    </Button>
  );
}
