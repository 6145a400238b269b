import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { describeError } from '../api/describe-error.js';
import { TextField } from '../hallpass/text-field.js';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** It was sent empty. */
  readonly missing: boolean;
  readonly error: Error | null;
}

const isAbout = (error: Error | null, field: string): boolean => error instanceof ApiError && error.field === field;

export function PasswordField({ value, onChange, missing, error }: FieldProps) {
  const { t } = useTranslation('account');
  const { t: tErrors } = useTranslation('errors');
  const problem = missing ? t('confirm.missing') : isAbout(error, 'password') ? describeError(tErrors, error) : undefined;
  return (
    <TextField
      label={t('confirm.password')}
      hint={t('confirm.passwordHint')}
      type="password"
      autoComplete="current-password"
      value={value}
      error={problem}
      onChange={(event) => onChange(event.target.value)}
      autoFocus
    />
  );
}

interface CodeFieldProps extends FieldProps {
  readonly label: string;
  readonly hint: string;
  readonly autoFocus?: boolean;
}

/** A code of the app or a recovery code: both are digits. */
export function CodeField({ label, hint, value, onChange, missing, error, autoFocus = false }: CodeFieldProps) {
  const { t } = useTranslation('account');
  const { t: tErrors } = useTranslation('errors');
  const problem = missing ? t('confirm.missing') : isAbout(error, 'code') ? describeError(tErrors, error) : undefined;
  return (
    <TextField
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      inputMode="numeric"
      value={value}
      error={problem}
      onChange={(event) => onChange(event.target.value)}
      autoFocus={autoFocus}
    />
  );
}

/** A refusal that is about neither field. */
export function Refusal({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation('errors');
  const shown = error !== null && !isAbout(error, 'password') && !isAbout(error, 'code');
  return <div role="alert">{shown ? <p className="fb-notice fb-notice--error">{describeError(t, error)}</p> : null}</div>;
}

export const submitting =
  (send: () => void) =>
  (event: SyntheticEvent): void => {
    event.preventDefault();
    send();
  };
