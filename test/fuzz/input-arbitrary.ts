import fc, { type Arbitrary } from 'fast-check';
import * as z from 'zod';

/** The parts of a JSON schema that the contracts' schemas come out as. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

/** What no honest client sends in any field. */
export const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\u202Egnp.exe',
  "'; DROP TABLE ticket; --",
  '%_\\',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
  '../../../../etc/passwd',
  '{{constructor}}',
  'x'.repeat(5_000),
  '9999-99-99',
  '0000-01-01',
  '9999-12-31',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '-271821-04-20T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  '1e400',
  -1,
  0,
  1.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  true,
  [],
  [[[[]]]],
  {},
  { toString: 'x', length: -1 },
  Array.from({ length: 600 }, () => 'x'),
];

/** Values of a field that mean something here: ids of rows that are there, a password. None: it is made of its schema alone. */
export type Known = (field: string) => readonly string[];

/** Inputs by their schema: some fit it, more have one field that does not, or that is missing, at the top or inside. */
export function inputOf(input: z.ZodObject, known: Known): Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const fitting = ofSchema(schema, '', known) as Arbitrary<Record<string, unknown>>;
  const names = Object.keys(schema.properties ?? {});
  if (names.length === 0) return fitting;
  const spoilt = fc
    .tuple(fitting, fc.constantFrom(...names), fc.constantFrom(...hostile))
    .map(([fit, name, value]) => ({ ...fit, [name]: value }));
  const { required = [] } = schema;
  const missing = fc.tuple(fitting, fc.constantFrom(...(required.length > 0 ? required : names))).map(([fit, name]) => without(fit, name));
  const spoiltInside = fc.tuple(fitting, fc.nat(), fc.constantFrom(...hostile, undefined)).map(([fit, which, value]) => {
    const places = placesInside(fit);
    const place = places[which % places.length];
    return place === undefined ? fit : (replaced(fit, place, value) as Record<string, unknown>);
  });
  return fc.oneof(
    { weight: 3, arbitrary: fitting },
    { weight: 4, arbitrary: spoilt },
    { weight: 1, arbitrary: missing },
    { weight: 2, arbitrary: spoiltInside },
  );
}

const without = (object: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

type Place = readonly string[];

/** Where something stands inside of a field. */
function placesInside(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const place = [...at, key];
    return [...(place.length > 1 ? [place] : []), ...placesInside(inside, place)];
  });
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (String(at) === key ? replaced(one, rest, by) : one));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}

function ofSchema(schema: Schema, name: string, known: Known): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => ofSchema(one, name, known)));
  switch (schema.type) {
    case 'string':
      return text(schema, known(name));
    case 'integer':
      return fc.integer({ min: clamp(schema.minimum, -1_000), max: clamp(schema.maximum, 1_000_000) });
    case 'number':
      return fc.double({ min: clamp(schema.minimum, -1_000), max: clamp(schema.maximum, 1_000_000), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      return fc.array(ofSchema(schema.items ?? {}, name, known), { minLength, maxLength: Math.min(schema.maxItems ?? 4, minLength + 4) });
    }
    case 'object':
      return object(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object({ properties = {}, required = [], additionalProperties }: Schema, known: Known): Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, ofSchema(schema, name, known)]));
  const named = fc.record(fields, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return named;
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), ofSchema(additionalProperties, '', known), { maxKeys: 3 });
}

function text(schema: Schema, known: readonly string[]): Arbitrary<string> {
  return known.length === 0 ? anyText(schema) : fc.oneof(fc.constantFrom(...known), anyText(schema));
}

function anyText({ format, pattern, minLength = 0, maxLength = 60 }: Schema): Arbitrary<string> {
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'date':
      return fc
        .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    case 'date-time':
      return fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((at) => at.toISOString());
    case 'email':
      return fc.emailAddress();
    default: {
      const any = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)), unit: 'grapheme' });
      return pattern === undefined ? any : fc.oneof(matching(pattern) ?? any, any);
    }
  }
}

/** Undefined for what cannot be made from its pattern, a look-ahead for instance. */
function matching(pattern: string): Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  } catch {
    return undefined;
  }
}

const clamp = (bound: number | undefined, otherwise: number): number => (bound === undefined || Math.abs(bound) > 1e9 ? otherwise : bound);
