import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { TextField } from '../../hallpass/text-field.js';
import type { Kiosk } from '../use-kiosk.js';

export function NewNameScreen({ kiosk }: { readonly kiosk: Kiosk }) {
  const { t } = useTranslation('kiosk');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name.trim().length >= 2) {
      kiosk.say({ type: 'typed-name', name: name.trim() });
      return;
    }
    setMissing(true);
    field.current?.focus();
  };
  return (
    <form className="kiosk__form" onSubmit={submit} noValidate>
      <h1 className="fb-h1" tabIndex={-1}>
        {t('newName.title')}
      </h1>
      <p className="fb-lead">{t('newName.lead')}</p>
      <TextField
        large
        inputRef={field}
        label={t('newName.label')}
        error={missing && name.trim().length < 2 ? t('newName.missing') : undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        autoCapitalize="words"
        spellCheck={false}
        maxLength={120}
        enterKeyHint="next"
      />
      <div>
        <Button type="submit" large>
          {t('continue')}
        </Button>
      </div>
    </form>
  );
}
