import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, NetworkError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { meQuery } from '../api/me-query.js';
import { tellSignOut } from '../api/owed-sign-out.js';
import { Button } from '../hallpass/button.js';
import { TextField } from '../hallpass/text-field.js';
import { homeOf, mustDoFirst, wantedPath } from './home-of.rules.js';
import { useWhySignedOut } from './why-signed-out.js';

const route = getRouteApi('/');

/** The password was right: what is missing is the code. */
const aboutCode: readonly string[] = ['sign_in.second_factor_needed', 'sign_in.code_wrong'];

/** E-mail and password, and then the code when the account has a second factor. */
export function SignInForm() {
  const { to } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const emailField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asksCode, setAsksCode] = useState(false);

  const signIn = useMutation({
    mutationFn: async (code?: string) => {
      // The answer to an earlier sign-out takes the cookie away, and must not come after this one brought it.
      if (!(await tellSignOut())) throw new NetworkError('the sign-out before could not be told');
      return call(peopleOperations.signIn, { email: email.trim(), password, ...(code === undefined ? {} : { code }) });
    },
    onSuccess: async (me) => {
      // Whatever another person had loaded goes; who is signed in stays watched by this page, which may have to ask for more.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
      queryClient.setQueryData(meQuery.queryKey, me);
      if (mustDoFirst(me)) return;
      const next = wantedPath(to, me.roles) ?? homeOf(me.roles);
      if (next !== null) await router.navigate({ to: next });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) setAsksCode(aboutCode.includes(error.code));
      emailField.current?.focus();
    },
  });

  if (asksCode) {
    return (
      <CodeForm
        error={signIn.error}
        busy={signIn.isPending}
        onSend={(code) => signIn.mutate(code)}
        onBack={() => {
          signIn.reset();
          setPassword('');
          setAsksCode(false);
        }}
      />
    );
  }
  return (
    <PasswordForm
      values={{ email, password }}
      onChange={(values) => {
        setEmail(values.email);
        setPassword(values.password);
      }}
      emailField={emailField}
      error={signIn.error}
      busy={signIn.isPending}
      onSend={() => signIn.mutate(undefined)}
    />
  );
}

interface PasswordFormProps {
  readonly values: { readonly email: string; readonly password: string };
  readonly onChange: (values: { email: string; password: string }) => void;
  readonly emailField: React.RefObject<HTMLInputElement | null>;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSend: () => void;
}

function PasswordForm({ values, onChange, emailField, error, busy, onSend }: PasswordFormProps) {
  const { t } = useTranslation('shell');
  const { t: tErrors } = useTranslation('errors');
  const [missing, setMissing] = useState(false);
  const why = useWhySignedOut();
  const wrong =
    error instanceof ApiError &&
    (error.status === 401 || error.status === 403) &&
    // Who knows the password is told what to do.
    error.code !== 'sign_in.one_time_over';
  const message = missing ? t('signIn.missing') : error === null ? null : wrong ? tErrors('wrongPassword') : describeError(tErrors, error);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const incomplete = values.email.trim() === '' || values.password === '';
    setMissing(incomplete);
    if (!incomplete && !busy) onSend();
  };
  return (
    <form onSubmit={submit} noValidate className="sign-in__form">
      <h1 className="fb-h1">{t('signIn.title')}</h1>
      <p className="fb-lead">{t('signIn.lead')}</p>
      {why === null ? null : (
        <p className="fb-notice" role="status">
          {t(`signIn.${why}`)}
        </p>
      )}
      <div role="alert">{message === null ? null : <p className="fb-notice fb-notice--error">{message}</p>}</div>
      <TextField
        label={t('signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        value={values.email}
        inputRef={emailField}
        onChange={(event) => onChange({ ...values, email: event.target.value })}
      />
      <TextField
        label={t('signIn.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={values.password}
        onChange={(event) => onChange({ ...values, password: event.target.value })}
      />
      <div>
        <Button type="submit" large>
          {busy ? t('signIn.busy') : t('signIn.submit')}
        </Button>
      </div>
    </form>
  );
}

interface CodeFormProps {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSend: (code: string) => void;
  readonly onBack: () => void;
}

function CodeForm({ error, busy, onSend, onBack }: CodeFormProps) {
  const { t } = useTranslation('shell');
  const { t: tErrors } = useTranslation('errors');
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  // After a wrong one the next is typed over it.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [error]);
  const refusal = error instanceof ApiError ? error.code : null;
  const message = missing
    ? t('signIn.code.missing')
    : refusal === 'sign_in.code_wrong'
      ? t('signIn.code.wrong')
      : error === null || refusal === 'sign_in.second_factor_needed'
        ? null
        : describeError(tErrors, error);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '' && !busy) onSend(code.trim());
  };
  return (
    <form onSubmit={submit} noValidate className="sign-in__form">
      <h1 className="fb-h1">{t('signIn.code.title')}</h1>
      <p className="fb-lead">{t('signIn.code.lead')}</p>
      <div role="alert">{message === null ? null : <p className="fb-notice fb-notice--error">{message}</p>}</div>
      <TextField
        label={t('signIn.code.label')}
        hint={t('signIn.code.hint')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        large
        value={code}
        inputRef={field}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="sign-in__buttons">
        <Button type="submit" large>
          {busy ? t('signIn.busy') : t('signIn.submit')}
        </Button>
        <Button look="quiet" large onClick={onBack}>
          {t('signIn.code.back')}
        </Button>
      </div>
    </form>
  );
}
