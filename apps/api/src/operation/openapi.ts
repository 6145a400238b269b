import { allOperations } from '@firstbell/contracts/operations';
import type { NamedOperation } from '@firstbell/contracts/operation';
import { problem } from '@firstbell/contracts/problem';
import * as z from 'zod';

type Schema = Record<string, unknown>;

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return schema;
};

/** OpenAPI 3.1 of every operation, from the contracts alone. */
export function openApiDocument(version: string): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of allOperations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Firstbell', version, description: 'The help desk a school runs for and with its own students.' },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'firstbell_session' } },
    },
  };
}

function describe(operation: NamedOperation): Schema {
  const inPath = [...operation.path.matchAll(/:(\w+)/g)].flatMap((match) => match[1] ?? []);
  const fields = Object.entries<z.ZodType>(operation.input.shape);
  const others = fields.filter(([name]) => !inPath.includes(name));
  const inQuery = operation.method === 'GET' || operation.body === 'file' ? others.map(([name]) => name) : [];
  const parameters = fields
    .filter(([name]) => inPath.includes(name) || inQuery.includes(name))
    .map(([name, type]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || !type.safeParse(undefined).success,
      schema: schemaOf(type, 'input'),
    }));
  return {
    operationId: operation.id,
    summary: operation.summary,
    'x-who': operation.who,
    'x-whose': operation.whose,
    ...(operation.who === 'anyone' ? { security: [] } : { security: [{ session: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(operation, inPath),
    responses: {
      200: {
        description: 'Done',
        content: answerOf(operation),
      },
      default: {
        description: 'Refused: what was wrong and what to do',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answerOf(operation: NamedOperation): Schema {
  switch (operation.answer) {
    case undefined:
      return { 'application/json': { schema: schemaOf(operation.output, 'output') } };
    case 'csv':
      return { 'text/csv': { schema: { type: 'string' } } };
    case 'image':
      return { 'image/*': { schema: { type: 'string', format: 'binary' } } };
  }
}

function bodyOf(operation: NamedOperation, inPath: string[]): Schema {
  if (operation.method === 'GET') return {};
  if (operation.body === 'file')
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } };
  const body = z.object(Object.fromEntries(Object.entries<z.ZodType>(operation.input.shape).filter(([name]) => !inPath.includes(name))));
  if (Object.keys(body.shape).length === 0) return {};
  return { requestBody: { required: !body.safeParse({}).success, content: { 'application/json': { schema: schemaOf(body, 'input') } } } };
}
