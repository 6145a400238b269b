import { directoryOperations } from '@firstbell/contracts/directory';
import type { Me } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { meQuery } from '../api/me-query.js';
import { Button } from '../hallpass/button.js';
import { TextField } from '../hallpass/text-field.js';
import { homeOf } from './home-of.rules.js';

const shortest = 8;

/** The only page somebody has who signed in with a one-time password. */
export function ChangePasswordForm({ me }: { readonly me: Me }) {
  const { t } = useTranslation('shell');
  const { t: tErrors } = useTranslation('errors');
  const router = useRouter();
  const queryClient = useQueryClient();
  const [values, setValues] = useState({ current: '', chosen: '', again: '' });
  const [checked, setChecked] = useState(false);
  const change = useMutation({
    mutationFn: () => call(directoryOperations.changePassword, { password: values.current, newPassword: values.chosen }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(meQuery.queryKey, changed);
      const home = homeOf(changed.roles);
      if (home !== null) await router.navigate({ to: home });
    },
  });
  const tooShort = values.chosen.length < shortest;
  const differ = values.again !== values.chosen;
  const refusal = change.error instanceof ApiError ? change.error.code : null;
  const isOfChoice = refusal === 'password.same' || refusal === 'password.common' || refusal === 'password.leaked';
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (values.current !== '' && !tooShort && !differ && !change.isPending) change.mutate();
  };
  const field = (name: keyof typeof values) => ({
    type: 'password',
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form onSubmit={submit} noValidate className="sign-in__form">
      <h1 className="fb-h1">{t('changePassword.title')}</h1>
      <p className="fb-lead">{t('changePassword.lead')}</p>
      <div role="alert">
        {change.error === null || refusal === 'password.wrong' || isOfChoice ? null : (
          <p className="fb-notice fb-notice--error">{describeError(tErrors, change.error)}</p>
        )}
      </div>
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={me.name} readOnly hidden />
      <TextField
        label={t('changePassword.current')}
        autoComplete="current-password"
        {...(refusal === 'password.wrong' ? { error: t('changePassword.wrong') } : {})}
        {...field('current')}
      />
      <TextField
        label={t('changePassword.new')}
        hint={t('changePassword.newHint')}
        autoComplete="new-password"
        {...(checked && tooShort
          ? { error: t('changePassword.short') }
          : isOfChoice
            ? { error: describeError(tErrors, change.error) }
            : {})}
        {...field('chosen')}
      />
      <TextField
        label={t('changePassword.again')}
        autoComplete="new-password"
        {...(checked && !tooShort && differ ? { error: t('changePassword.differ') } : {})}
        {...field('again')}
      />
      <div>
        <Button type="submit" large>
          {t('changePassword.submit')}
        </Button>
      </div>
    </form>
  );
}
