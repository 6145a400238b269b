import * as z from 'zod';

/** Ids are UUIDv7 made by whoever creates the row, the client included. */
export const id = z.uuid();
/** There is no year 0: neither for PostgreSQL nor in the calendar of schools. */
const sinceYearOne = /^(?!0000)/;
/** An instant in UTC, ISO 8601 with a trailing Z. */
export const instant = z.iso.datetime().regex(sinceYearOne, 'a year from 0001 on');
/** A calendar day in the school's own time zone, `YYYY-MM-DD`. */
export const day = z.iso.date().regex(sinceYearOne, 'a year from 0001 on');
/** Counts the changes of a row. As large as PostgreSQL's `integer`. */
export const rowVersion = z.int32();

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

/** Six digits of an app, or a recovery code, with whatever blanks and dashes somebody typed. */
export const typedCode = z.string().trim().min(1).max(40);

export const shortText = z.string().trim().min(1).max(120);
/** A sentence or a paragraph someone typed; shown as text only. */
export const freeText = z.string().trim().min(1).max(2000);

/** What a look at something of others' (a directory, a provider) found out. `code` says which cure the page shows. */
export const connectionTest = z.object({
  ok: z.boolean(),
  code: z.string(),
  /** What the other side itself said, for whoever administers it. */
  detail: z.string(),
  at: instant,
});
export type ConnectionTest = z.output<typeof connectionTest>;

/** In whose name a service account of Google's acts. */
export const googleAdministrator = z.email().max(320);
/** How an application finds its tenant of Microsoft's. */
export const microsoftTenant = z
  .string()
  .trim()
  .max(200)
  .regex(/^[A-Za-z0-9.-]+$/, 'the id of the tenant, or one of its domains');
export const microsoftApplication = z.guid('the application (client) ID, as 6f2c1a1e-7a55-4f0a-9d5b-0c8a5d0e1f11');
