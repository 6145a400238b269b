import type { NamedOperation } from '@firstbell/contracts/operation';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';

/** Values for fields a plain schema cannot tell, because their text has a shape of its own. */
const byName: Record<string, unknown> = {
  code: '123456',
  timeZone: 'UTC',
  deskLetter: 'C',
  token: 'x'.repeat(32),
  secret: 'y'.repeat(32),
  email: 'nobody@demo.example',
  fromAddress: 'nobody@demo.example',
  host: 'mail.nowhere.example',
  search: 'zzz',
  fix: 'nothing',
  filedAt: '2026-09-01T12:00:00Z',
  picture: 'wifi-off',
  change: 'added',
  table: 'summary',
  steps: ['basics'],
  audience: { kind: 'all', values: [] },
  accountIds: ['01920000-0000-7000-8000-000000000000'],
  directory: { kind: 'built_in', domain: 'students.example' },
  provider: { kind: 'google', adminEmail: 'it@demo.example' },
  usernameRule: '{given}.{family}',
  day: '2099-09-01',
  dueOn: '2099-09-01',
  from: '2026-09-01',
  until: '2026-09-30',
};

/** An input the operation's schema accepts, with made-up ids; what may be left out is left out. */
export function sampleInput(operation: NamedOperation, given: Record<string, unknown> = {}): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, type] of Object.entries<z.ZodType>(operation.input.shape)) {
    if (name in given) input[name] = given[name];
    else if (!type.safeParse(undefined).success) input[name] = sampleOf(name, type);
  }
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) throw new Error(`No sample for ${operation.id}: ${z.prettifyError(parsed.error)}`);
  return input;
}

function sampleOf(name: string, type: z.ZodType): unknown {
  const tries: unknown[] = [
    byName[name],
    uuid(),
    'sample text',
    1,
    true,
    'other',
    'yes',
    'kiosk',
    [],
    { en: 'word', es: 'palabra' },
    { en: [], es: [] },
    ['student'],
    null,
  ];
  const options = type instanceof z.ZodEnum ? [...type.options] : [];
  const fitting = [...options, ...tries].find((value) => value !== undefined && type.safeParse(value).success);
  if (fitting === undefined) throw new Error(`No sample value for the field ${name}.`);
  return fitting;
}
