import * as z from 'zod';

/** Everyone who can be at the other end of a request. Kiosk and board are paired stations, the rest are people. */
export const roles = ['student', 'assistant', 'coach', 'teacher', 'leader', 'administrator', 'kiosk', 'board'] as const;
export const roleSchema = z.enum(roles);
export type Role = (typeof roles)[number];

/** Roles a person can be given; a station's role comes from its pairing. */
export const personRoles = ['student', 'assistant', 'coach', 'teacher', 'leader', 'administrator'] as const;
export const personRoleSchema = z.enum(personRoles);
export type PersonRole = (typeof personRoles)[number];

/** Whoever is not a student. Only they may have a phone with them at school, and so a second factor. */
export const adultRoles = ['coach', 'teacher', 'leader', 'administrator'] as const satisfies readonly PersonRole[];

/**
 * Whose data an allowed role may touch with an operation.
 * `anyone`: nothing of a school's is shown or changed. `school`: anything of the actor's own school.
 * `desk`: a station reaches its own desk only, people any desk of their school.
 * `own`: only what belongs to the actor (their notes, their session).
 * `holder`: only the person who holds the ticket; coaches may always.
 * `secret`: whoever knows an unguessable secret named in the input.
 */
export type Whose = 'anyone' | 'school' | 'desk' | 'own' | 'holder' | 'secret';

/** A page sends this with what it asks by itself while nobody is at it: such a request does not keep a session alive. */
export const unattendedHeader = 'firstbell-unattended';

/** How many requests one session, or one address without a session, may make in a window before it gets 429. */
export interface RateLimit {
  readonly limit: number;
  readonly perSeconds: number;
  /** A closer limit for the same value of a field from one address, whatever the session: a whole school signs in from there, but not as one person. */
  readonly perField?: { readonly name: string; readonly limit: number };
}

/**
 * One thing a client can ask of the API. Method, path, what goes in, what comes out and who may do it are written
 * down once, here; controllers, the web client, the permission walk and `/api/openapi.json` all read it.
 *
 * `input` is flat: keys that occur as `:key` in the path travel there, the rest in the query of a GET and in the
 * JSON body of everything else.
 */
export interface Operation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** `'anyone'` needs no sign-in. */
  readonly who: readonly Role[] | 'anyone';
  readonly whose: Whose;
  readonly rate?: RateLimit;
  /** What is not JSON: an upload whose body is the file itself, or an answer that is a CSV file or a picture. */
  readonly body?: 'file';
  readonly answer?: 'csv' | 'image';
}

export type NamedOperation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> = Operation<I, O> & {
  readonly id: string;
};

/** Gives each operation its key as `id`, which is also its operationId in OpenAPI. */
export function defineOperations<const T extends Record<string, Operation>>(
  table: T,
): { readonly [K in keyof T & string]: T[K] & { readonly id: K } } {
  const named = Object.fromEntries(Object.entries(table).map(([id, operation]) => [id, { ...operation, id }]));
  return named as { readonly [K in keyof T & string]: T[K] & { readonly id: K } };
}

export type InputOf<O extends Operation> = z.output<O['input']>;
export type OutputOf<O extends Operation> = z.output<O['output']>;
/** What a client writes: defaults may be left out. */
export type RequestOf<O extends Operation> = z.input<O['input']>;

export const nothing = z.object({});
export const done = z.object({ done: z.literal(true) });
