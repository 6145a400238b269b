import './sign-in.css';
import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, NetworkError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { meQuery } from '../api/me-query.js';
import { tellSignOut } from '../api/owed-sign-out.js';
import { Button } from '../hallpass/button.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { TextField } from '../hallpass/text-field.js';
import { Wordmark } from '../hallpass/wordmark.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { HallPassDrawing } from '../hallpass/hall-pass-drawing.js';
import { ChangePasswordForm } from './change-password-form.js';
import { homeOf, wantedPath } from './home-of.rules.js';
import { signOutHere } from './sign-out.js';
import { useWhySignedOut } from './why-signed-out.js';

const route = getRouteApi('/');

export function SignInPage() {
  const { t, i18n } = useTranslation('shell');
  const { data: me } = useQuery(meQuery);
  const queryClient = useQueryClient();
  useEffect(() => {
    document.title = `${t('signIn.title')} · Firstbell`;
  }, [t]);
  // What was fetched for who was here goes, too; nothing on this page shows it.
  useEffect(() => {
    if (me === null) queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  }, [me, queryClient]);
  return (
    <div className="sign-in">
      <header className="sign-in__head">
        <Wordmark />
        <LanguageToggle
          onChoose={(language) => {
            rememberLanguage(language);
            void i18n.changeLanguage(language);
          }}
        />
      </header>
      <div className="sign-in__art" aria-hidden="true">
        <HallPassDrawing />
      </div>
      <main className="sign-in__main">
        {me?.mustChangePassword ? <ChangePasswordForm me={me} /> : me ? <SignedInWithoutPage name={me.name} /> : <SignInForm />}
        <div className="sign-in__stations">
          <p>{t('signIn.stations')}</p>
          <Link to="/kiosk" className="fb-link">
            {t('signIn.openKiosk')}
          </Link>
          <Link to="/board" className="fb-link">
            {t('signIn.openBoard')}
          </Link>
        </div>
      </main>
    </div>
  );
}

function SignInForm() {
  const { t } = useTranslation('shell');
  const { t: tErrors } = useTranslation('errors');
  const { to } = route.useSearch();
  const why = useWhySignedOut();
  const router = useRouter();
  const queryClient = useQueryClient();
  const emailField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);

  const signIn = useMutation({
    mutationFn: async () => {
      // The answer to an earlier sign-out takes the cookie away, and must not come after this one brought it.
      if (!(await tellSignOut())) throw new NetworkError('the sign-out before could not be told');
      return call(peopleOperations.signIn, { email: email.trim(), password });
    },
    onSuccess: async (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      if (me.mustChangePassword) return;
      const next = wantedPath(to, me.roles) ?? homeOf(me.roles);
      if (next !== null) await router.navigate({ to: next });
    },
    onError: () => emailField.current?.focus(),
  });
  const wrong =
    signIn.error instanceof ApiError &&
    (signIn.error.status === 401 || signIn.error.status === 403) &&
    // Who knows the password is told what to do.
    signIn.error.code !== 'sign_in.one_time_over';
  const message = missing
    ? t('signIn.missing')
    : signIn.error === null
      ? null
      : wrong
        ? tErrors('wrongPassword')
        : describeError(tErrors, signIn.error);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const incomplete = email.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete && !signIn.isPending) signIn.mutate();
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
        value={email}
        inputRef={emailField}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t('signIn.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div>
        <Button type="submit" large>
          {signIn.isPending ? t('signIn.busy') : t('signIn.submit')}
        </Button>
      </div>
    </form>
  );
}

function SignedInWithoutPage({ name }: { readonly name: string }) {
  const { t } = useTranslation('shell');
  const queryClient = useQueryClient();
  return (
    <div className="sign-in__form">
      <p className="fb-lead">{t('signIn.noHome', { name })}</p>
      <div>
        <Button look="plain" onClick={() => void signOutHere(queryClient)}>
          {t('signIn.signOut')}
        </Button>
        <Link to="/account" className="fb-link">
          {t('signIn.account')}
        </Link>
      </div>
    </div>
  );
}
