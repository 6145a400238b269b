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
  '-271821-04-20T00:00:00Z',
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

/** Inputs by their schema: some fit it, more have one field that does not. `ids` are of rows that are there. */
export function inputOf(input: z.ZodObject, ids: readonly string[]): Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const fitting = ofSchema(schema, ids) as Arbitrary<Record<string, unknown>>;
  const names = Object.keys(schema.properties ?? {});
  if (names.length === 0) return fitting;
  const spoilt = fc
    .tuple(fitting, fc.constantFrom(...names), fc.constantFrom(...hostile))
    .map(([fit, name, value]) => ({ ...fit, [name]: value }));
  return fc.oneof({ weight: 2, arbitrary: fitting }, { weight: 3, arbitrary: spoilt });
}

function ofSchema(schema: Schema, ids: readonly string[]): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => ofSchema(one, ids)));
  switch (schema.type) {
    case 'string':
      return text(schema, ids);
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
      return fc.array(ofSchema(schema.items ?? {}, ids), { minLength, maxLength: Math.min(schema.maxItems ?? 4, minLength + 4) });
    }
    case 'object':
      return object(schema, ids);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object({ properties = {}, required = [], additionalProperties }: Schema, ids: readonly string[]): Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, ofSchema(schema, ids)]));
  const known = fc.record(fields, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return known;
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), ofSchema(additionalProperties, ids), { maxKeys: 3 });
}

function text({ format, pattern, minLength = 0, maxLength = 60 }: Schema, ids: readonly string[]): Arbitrary<string> {
  switch (format) {
    case 'uuid':
      return ids.length === 0 ? fc.uuid() : fc.oneof(fc.constantFrom(...ids), fc.uuid());
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
