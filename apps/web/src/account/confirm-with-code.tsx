import { secondFactorOperations } from '@firstbell/contracts/second-factor';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { Button } from '../hallpass/button.js';
import { CodeField, PasswordField, Refusal, submitting } from './fields.js';

interface ConfirmProps {
  readonly what: 'turn_off' | 'renew';
  /** New recovery codes, or null when it was turned off. */
  readonly onDone: (codes: readonly string[] | null) => void;
  readonly onCancel: () => void;
}

/** Password and code once more, before the second factor is turned off or its recovery codes are made anew. */
export function ConfirmWithCode({ what, onDone, onCancel }: ConfirmProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const send = useMutation({
    mutationFn: async () => {
      const typed = { password, code };
      if (what === 'renew') return (await call(secondFactorOperations.renewRecoveryCodes, typed)).recoveryCodes;
      await call(secondFactorOperations.turnOffSecondFactor, typed);
      return null;
    },
    onSuccess: onDone,
  });
  const submit = submitting(() => {
    setChecked(true);
    if (password !== '' && code.trim() !== '' && !send.isPending) send.mutate();
  });
  return (
    <form onSubmit={submit} noValidate className="account__form">
      <p>{what === 'renew' ? t('confirm.renewWhat') : t('confirm.offWhat')}</p>
      <Refusal error={send.error} />
      <PasswordField value={password} onChange={setPassword} missing={checked && password === ''} error={send.error} />
      <CodeField
        label={t('confirm.code')}
        hint={t('confirm.codeHint')}
        value={code}
        onChange={setCode}
        missing={checked && code.trim() === ''}
        error={send.error}
      />
      <div className="account__actions">
        <Button type="submit">{what === 'renew' ? t('secondFactor.renew') : t('secondFactor.turnOff')}</Button>
        <Button look="quiet" onClick={onCancel}>
          {t('confirm.cancel')}
        </Button>
      </div>
    </form>
  );
}
