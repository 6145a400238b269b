import type { ExtraFields, MailText } from '@firstbell/contracts/mailing';

interface Draft {
  readonly subject: MailText;
  readonly body: MailText;
  readonly extra: ExtraFields;
}

const isFilled = (text: MailText): boolean => text.en.trim() !== '' && text.es.trim() !== '';

/** Both languages of everything, so that it can be looked at and sent. */
export const isWritten = ({ subject, body, extra }: Draft): boolean => isFilled(subject) && isFilled(body) && extra.every(isFilled);

/** The fields a template asks for, with what was already typed for those of the same name. */
export const withExtraNames = (known: ExtraFields, names: readonly string[]): ExtraFields =>
  names.map((name) => known.find((one) => one.name === name) ?? { name, en: '', es: '' });

/** As it is sent: without blanks around it. */
export const extraOf = (extra: ExtraFields): ExtraFields => extra.map(({ name, en, es }) => ({ name, en: en.trim(), es: es.trim() }));
