import { type ChangeEvent, useId } from 'react';

interface TimeZoneFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
}

const zones = Intl.supportedValuesOf('timeZone');

export function TimeZoneField({ name, label, hint, value, error, onChange }: TimeZoneFieldProps) {
  const id = useId();
  return (
    <div className="fb-field">
      <label htmlFor={id}>{label}</label>
      <p className="fb-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
      <select
        id={id}
        name={name}
        className="fb-input"
        value={value}
        onChange={onChange}
        aria-describedby={`${id}-hint`}
        aria-invalid={error === undefined ? undefined : true}
      >
        {zones.includes(value) ? null : <option value={value}>{value}</option>}
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      {error === undefined ? null : <p className="fb-field__error">{error}</p>}
    </div>
  );
}
