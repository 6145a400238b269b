import { mailFields, type ExtraFields, type MailText } from '@firstbell/contracts/mailing';
import type { Language } from '@firstbell/contracts/values';

/** Something between double braces that cannot be filled in, and where it stands. */
export interface TemplateFault {
  readonly part: 'subject' | 'body';
  readonly language: Language;
  /** From 1. */
  readonly line: number;
  readonly found: string;
  readonly why: 'unknown' | 'not_closed' | 'one_line';
}

export interface MailDraft {
  readonly subject: MailText;
  readonly body: MailText;
}

const languages = ['en', 'es'] as const;
/** `{{name}}` with or without spaces, or an opening that is never closed on its line. */
const placeholder = /\{\{([^{}\r\n]*)\}\}|\{\{/g;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

/** The names between double braces, each once, in the order they occur. */
export function fieldsIn({ subject, body }: MailDraft): string[] {
  const texts = [subject.en, subject.es, body.en, body.es];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map((match) => (match[1] ?? '').trim())))];
}

/** Every field that is not known, and every brace left open. A subject of two lines could smuggle in a header. */
export function faultsOf(draft: MailDraft, extra: ExtraFields): TemplateFault[] {
  const known = new Set<string>(knownFields(extra));
  return (['subject', 'body'] as const).flatMap((part) =>
    languages.flatMap((language) => {
      const text = draft[part][language];
      const faults: TemplateFault[] = [];
      const at = (index: number) => text.slice(0, index).split('\n').length;
      if (part === 'subject' && /[\r\n]/.test(text)) faults.push({ part, language, line: 1, found: '', why: 'one_line' });
      for (const match of text.matchAll(placeholder)) {
        const name = match[1]?.trim();
        if (name === undefined) faults.push({ part, language, line: at(match.index), found: '{{', why: 'not_closed' });
        else if (!known.has(name)) faults.push({ part, language, line: at(match.index), found: name, why: 'unknown' });
      }
      return faults;
    }),
  );
}

export const knownFields = (extra: ExtraFields): string[] => [...mailFields, ...extra.map(({ name }) => name)];

/**
 * Puts values in place of fields, once: what a value holds is text, even if it looks like a field. `missing` names the
 * fields without a value.
 */
export function fill(text: string, values: Readonly<Record<string, string | null>>): { readonly text: string; readonly missing: string[] } {
  const missing = new Set<string>();
  const filled = text.replace(placeholder, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    const value = Object.hasOwn(values, name.trim()) ? values[name.trim()] : undefined;
    if (value === null || value === undefined || value === '') missing.add(name.trim());
    return value ?? '';
  });
  return { text: filled, missing: [...missing] };
}

export interface FilledMail {
  readonly subject: string;
  readonly body: string;
  readonly missing: string[];
}

/** One mail in one language. No value can end the line of the subject and begin another header. */
export function fillMail(draft: MailDraft, language: Language, values: Readonly<Record<string, string | null>>): FilledMail {
  const subject = fill(draft.subject[language], values);
  const body = fill(draft.body[language], values);
  return { subject: oneLine(subject.text), body: body.text, missing: [...new Set([...subject.missing, ...body.missing])] };
}

/** Text for a header: control characters, line breaks among them, become a space. */
export const oneLine = (text: string): string => text.replace(controls, ' ').trim();

/** The fields of one mailing, in the language of one person. */
export const extraValues = (extra: ExtraFields, language: Language): Record<string, string> =>
  Object.fromEntries(extra.map((field) => [field.name, field[language]]));

/** Roster languages other than ours are written to in English. */
export const mailLanguage = (language: string): Language => languages.find((one) => language.toLowerCase().startsWith(one)) ?? 'en';
