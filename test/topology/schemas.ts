import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import ts from 'typescript';

const require = createRequire(import.meta.url);

/** What the schema of the Compose Specification, which dclint carries, says against it. */
export function composeFaults(compose: unknown): string[] {
  const file = join(require.resolve('dclint/package.json'), '..', 'schemas', 'compose.schema.json');
  const { $schema: _draft7, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  validate(compose);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`);
}

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}

/** What Kubernetes' own API says against them: its published schema as the types of `kubernetes-types`, checked by the compiler. */
export function manifestFaults(manifests: readonly Manifest[]): string[] {
  const lines = manifests.map((manifest, at) => {
    const group = manifest.apiVersion === 'v1' ? 'core/v1' : manifest.apiVersion.replace('.k8s.io', '');
    return `export const _${at}: import('kubernetes-types/${group}').${manifest.kind} = ${JSON.stringify(manifest)};`;
  });
  const file = resolve('test/topology/manifests.generated.ts');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    types: [],
    lib: ['lib.es5.d.ts'],
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.readFile = (name) => (resolve(name) === file ? lines.join('\n') : disk.readFile(name));
  host.fileExists = (name) => resolve(name) === file || disk.fileExists(name);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, ' '));
}
