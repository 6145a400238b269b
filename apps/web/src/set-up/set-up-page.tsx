import '../sign-in/sign-in.css';
import './set-up.css';
import { peopleOperations } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { meQuery } from '../api/me-query.js';
import { fieldProblems, isElsewhere } from '../console/field-problems.rules.js';
import { Button } from '../hallpass/button.js';
import { HallPassDrawing } from '../hallpass/hall-pass-drawing.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { TextField } from '../hallpass/text-field.js';
import { Wordmark } from '../hallpass/wordmark.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { missingFields, type SetUpField, setUpFields, type SetUpValues } from './set-up-values.rules.js';
import { TimeZoneField } from './time-zone-field.js';

const route = getRouteApi('/set-up');

/** The one-time link printed at the first start leads here: the first school and who runs it. */
export function SetUpPage() {
  const { t, i18n } = useTranslation('setUp');
  const { token } = route.useSearch();
  return (
    <div className="sign-in">
      <title>{`${t('title')} · Firstbell`}</title>
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
      <main className="sign-in__main">{token === undefined ? <NoToken /> : <SetUpForm token={token} />}</main>
    </div>
  );
}

function NoToken() {
  const { t } = useTranslation('setUp');
  return (
    <div className="sign-in__form">
      <h1 className="fb-h1">{t('noToken.title')}</h1>
      <p className="fb-lead">{t('noToken.advice')}</p>
      <p>
        <Link to="/" className="fb-link">
          {t('noToken.signIn')}
        </Link>
      </p>
    </div>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const { t } = useTranslation('setUp');
  const { t: tErrors } = useTranslation('errors');
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<SetUpValues>({
    schoolName: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    givenName: '',
    familyName: '',
    email: '',
    password: '',
  });
  const [wrong, setWrong] = useState<Partial<Record<SetUpField, string>>>({});
  const focusFirst = (fields: Partial<Record<SetUpField, string>>): void => {
    const first = setUpFields.find((field) => fields[field] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const setUp = useMutation({
    mutationFn: () => call(peopleOperations.setUp, { token, ...values, email: values.email.trim() }),
    onSuccess: async (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      await router.navigate({ to: '/settings' });
    },
    onError: (error) => {
      const { fields } = fieldProblems(error, setUpFields, (one) => describeError(tErrors, one));
      setWrong(fields);
      focusFirst(fields);
    },
  });
  const general = setUp.isError && isElsewhere(setUp.error, setUpFields) ? describeError(tErrors, setUp.error) : null;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const missing = Object.fromEntries(missingFields(values).map((field) => [field, t(`missing.${field}`)]));
    setWrong(missing);
    focusFirst(missing);
    if (Object.keys(missing).length === 0 && !setUp.isPending) setUp.mutate();
  };
  const field = (name: SetUpField) => ({
    name,
    label: t(`fields.${name}`),
    value: values[name],
    error: wrong[name],
    onChange: (event: { target: { value: string } }) => setValues((before) => ({ ...before, [name]: event.target.value })),
  });
  return (
    <form ref={form} onSubmit={submit} noValidate className="sign-in__form set-up__form">
      <h1 className="fb-h1">{t('title')}</h1>
      <p className="fb-lead">{t('lead')}</p>
      <div role="alert">{general === null ? null : <p className="fb-notice fb-notice--error">{general}</p>}</div>
      <fieldset className="set-up__group">
        <legend>{t('school')}</legend>
        <TextField {...field('schoolName')} autoComplete="organization" maxLength={120} />
        <TimeZoneField {...field('timeZone')} hint={t('timeZoneHint')} />
      </fieldset>
      <fieldset className="set-up__group">
        <legend>{t('you')}</legend>
        <div className="set-up__names">
          <TextField {...field('givenName')} autoComplete="given-name" maxLength={120} />
          <TextField {...field('familyName')} autoComplete="family-name" maxLength={120} />
        </div>
        <TextField {...field('email')} type="email" inputMode="email" autoComplete="username" maxLength={254} />
        <TextField {...field('password')} type="password" autoComplete="new-password" maxLength={128} hint={t('passwordHint')} />
      </fieldset>
      <div>
        <Button type="submit" large>
          {setUp.isPending ? t('busy') : t('submit')}
        </Button>
      </div>
    </form>
  );
}
