import { type InputHTMLAttributes, type Ref, useId } from 'react';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly large?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, large = false, inputRef, id, ...rest }: TextFieldProps) {
  const made = useId();
  const fieldId = id ?? made;
  const described = [hint === undefined ? null : `${fieldId}-hint`, error === undefined ? null : `${fieldId}-error`].filter(
    (one) => one !== null,
  );
  return (
    <div className="fb-field">
      <label htmlFor={fieldId}>{label}</label>
      {hint === undefined ? null : (
        <p className="fb-field__hint" id={`${fieldId}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...rest}
        id={fieldId}
        ref={inputRef}
        className={large ? 'fb-input fb-input--large' : 'fb-input'}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={described.length === 0 ? undefined : described.join(' ')}
      />
      {error === undefined ? null : (
        <p className="fb-field__error" id={`${fieldId}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
