import type { Operation } from '@firstbell/contracts/operation';

export interface HttpRequest {
  readonly url: string;
  readonly body: string | undefined;
}

type Flat = Readonly<Record<string, unknown>>;

/**
 * Spreads a flat input over a request: keys named in the path go there, the rest in the query of a GET and in the
 * JSON body of everything else. What is undefined is left out.
 */
export function requestOf(operation: Pick<Operation, 'method' | 'path'>, input: Flat): HttpRequest {
  const inPath = new Set<string>();
  const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = input[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${operation.path} needs ${name}`);
    inPath.add(name);
    return encodeURIComponent(value);
  });
  const rest = Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== undefined);
  if (operation.method !== 'GET') {
    return { url: path, body: rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of rest) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const search = query.toString();
  return { url: search === '' ? path : `${path}?${search}`, body: undefined };
}
