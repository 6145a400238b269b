import { clientEvents, endedReason, roomAccess, rooms, rowChange, serverEvents, watchAnswer } from '@firstbell/contracts/realtime';
import * as z from 'zod';

type Schema = z.core.JSONSchema._JSONSchema;

/** What follows this line in docs/realtime.md is made from the contracts. */
export const referenceBegins = '<!-- made from libs/contracts/src/realtime.ts by scripts/write-realtime-doc.mjs -->';

/** Rooms, events and rows as the contracts have them, in Markdown. */
export function realtimeReference(): string {
  return [
    referenceBegins,
    '## Rooms',
    table(
      ['room', 'who may watch it'],
      rooms.map((room) => [`\`${room}\``, roomAccess[room].join(', ')]),
    ),
    '## What a client sends',
    ...Object.entries(clientEvents).flatMap(([name, schema]) => event(name, schema)),
    '`watch` is answered with one of:',
    fence(typeOf(jsonOf(watchAnswer), true)),
    '## What the server sends',
    ...Object.entries(serverEvents).flatMap(([name, schema]) => event(name, schema)),
    '## Rows',
    'Each element of `rows` has a `kind`, the `id` and `version` of what changed, and the row, or `null` when it left the room.',
    ...rowChange.options.flatMap((option) => [`### ${option.shape.kind.value}`, fence(typeOf(jsonOf(option.shape.row)))]),
    `Reasons of \`ended\`: ${endedReason.options.map((reason) => `\`${reason}\``).join(', ')}.`,
    '',
  ].join('\n\n');
}

const event = (name: string, schema: z.ZodType): string[] => [`### ${name}`, fence(typeOf(jsonOf(schema), true))];
const fence = (text: string): string => `\`\`\`ts\n${text}\n\`\`\``;
const jsonOf = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A JSON Schema in the words of TypeScript. `brief` says `Row` for what stands under "Rows". */
function typeOf(schema: Schema, brief = false, indent = ''): string {
  if (typeof schema === 'boolean') return 'unknown';
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined)
    return options.some(isRow) && brief ? 'Row' : options.map((option) => typeOf(option, brief, indent)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `Array<${typeOf(Array.isArray(schema.items) ? true : (schema.items ?? true), brief, indent)}>`;
  if (schema.type !== 'object') return namedType(schema);
  if (schema.properties === undefined) return `Record<string, ${typeOf(schema.additionalProperties ?? true, brief, indent)}>`;
  const inner = `${indent}  `;
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const optional = schema.required?.includes(name) === true ? '' : '?';
    return `${inner}${name}${optional}: ${typeOf(field, brief, inner)};`;
  });
  return `{\n${fields.join('\n')}\n${indent}}`;
}

const isRow = (schema: Schema): boolean => typeof schema !== 'boolean' && schema.properties?.['kind'] !== undefined;

function namedType(schema: Exclude<Schema, boolean>): string {
  if (schema.format === 'uuid') return 'Uuid';
  if (schema.format === 'date-time') return 'Instant';
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return schema.type ?? 'unknown';
}
