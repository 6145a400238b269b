import { Button, Textarea, TextInput } from '@mantine/core';
import { mailFields, type MailText } from '@firstbell/contracts/mailing';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../console/say.js';

export interface TextDraft {
  readonly subject: MailText;
  readonly body: MailText;
}

interface TextFieldsProps {
  readonly value: TextDraft;
  readonly onChange: (value: TextDraft) => void;
  readonly extraNames: readonly string[];
  /** By `subject.en` and so on. */
  readonly errors: Readonly<Record<string, string>>;
  readonly withPassword: boolean;
}

const languages = ['en', 'es'] as const;
const names = { en: 'text.english', es: 'text.spanish' } as const;

/** Subject and text in both languages, and the fields that can stand in them. */
export function TextFields({ value, onChange, extraNames, errors, withPassword }: TextFieldsProps) {
  const { t } = useTranslation('mail');
  const set = (part: 'subject' | 'body', language: 'en' | 'es', text: string): void =>
    onChange({ ...value, [part]: { ...value[part], [language]: text } });
  return (
    <>
      <div className="mail-grid">
        {languages.map((language) => (
          <fieldset key={language} className="mail-fieldset">
            <legend>{t(names[language])}</legend>
            <TextInput
              label={t('text.subject')}
              lang={language}
              maxLength={200}
              value={value.subject[language]}
              error={errors[`subject.${language}`]}
              onChange={(event) => set('subject', language, event.currentTarget.value)}
            />
            <Textarea
              label={t('text.body')}
              lang={language}
              autosize
              minRows={8}
              maxRows={20}
              maxLength={10_000}
              value={value.body[language]}
              error={errors[`body.${language}`]}
              onChange={(event) => set('body', language, event.currentTarget.value)}
            />
          </fieldset>
        ))}
      </div>
      <section aria-label={t('text.fields')}>
        <p className="mail-faint">{t('text.fieldsHint', { open: '{{', close: '}}' })}</p>
        <ul className="mail-fields">
          {[...mailFields.filter((field) => withPassword || field !== 'password'), ...extraNames].map((field) => (
            <li key={field}>
              <FieldButton field={field} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function FieldButton({ field }: { readonly field: string }) {
  const { t } = useTranslation('mail');
  const known = mailFields.find((one) => one === field);
  const written = `{{${field}}}`;
  return (
    <Button
      size="compact-sm"
      variant="default"
      title={known === undefined ? undefined : t(`text.fieldNames.${known}`)}
      onClick={() => {
        // There is no clipboard on a plain-HTTP address; the name can be read and typed all the same.
        void navigator.clipboard?.writeText(written).then(() => sayDone(t('text.copied', { field: written })));
      }}
    >
      {written}
    </Button>
  );
}
