import * as z from 'zod';

/** Ids are UUIDv7 made by whoever creates the row, the client included. */
export const id = z.uuid();
/** An instant in UTC, ISO 8601 with a trailing Z. */
export const instant = z.iso.datetime();
/** A calendar day in the school's own time zone, `YYYY-MM-DD`. */
export const day = z.iso.date();

export const languages = ['en', 'es'] as const;
export const language = z.enum(languages);
export type Language = (typeof languages)[number];

/** The same words in every language the school speaks. */
export const translated = z.object({ en: z.string().trim().min(1).max(200), es: z.string().trim().min(1).max(200) });
export type Translated = z.output<typeof translated>;
export const translatedLines = z.object({
  en: z.array(z.string().trim().min(1).max(400)).max(12),
  es: z.array(z.string().trim().min(1).max(400)).max(12),
});
export type TranslatedLines = z.output<typeof translatedLines>;

/** A person as others may see them: preferred first name and last initial for students, full name for adults. */
export const personBrief = z.object({ id, name: z.string() });
export type PersonBrief = z.output<typeof personBrief>;

export const shortText = z.string().trim().min(1).max(120);
/** A sentence or a paragraph someone typed; shown as text only. */
export const freeText = z.string().trim().min(1).max(2000);
