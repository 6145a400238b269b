import { ApiError } from '../api/api-error.js';

export interface FieldProblems {
  /** Sentence by form field. */
  readonly fields: Readonly<Record<string, string>>;
  /** True when the refusal names no field of this form, so that it has to be said above it. */
  readonly elsewhere: boolean;
}

/**
 * Sorts a refusal by the form's own fields; `name.en` belongs to `name` when the form has only that. `say` puts a
 * refusal about a single field into the reader's language: the server's own sentence is English.
 */
export function fieldProblems(error: unknown, fieldsOfForm: readonly string[], say: (error: ApiError) => string): FieldProblems {
  if (!(error instanceof ApiError)) return { fields: {}, elsewhere: true };
  const named = error.errors.length > 0 ? error.errors : error.field === undefined ? [] : [{ field: error.field, detail: say(error) }];
  const fields: Record<string, string> = {};
  for (const { field, detail } of named) {
    const own = fieldsOfForm.filter((one) => field === one || field.startsWith(`${one}.`)).sort((a, b) => b.length - a.length)[0];
    if (own !== undefined) fields[own] ??= detail;
  }
  return { fields, elsewhere: Object.keys(fields).length === 0 };
}

/** Whether the refusal has to be said above the form. */
export const isElsewhere = (error: unknown, fieldsOfForm: readonly string[]): boolean =>
  fieldProblems(error, fieldsOfForm, ({ detail }) => detail).elsewhere;
