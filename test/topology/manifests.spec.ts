import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadEnv } from '@firstbell/platform';
import { parse, parseAllDocuments } from 'yaml';
import { createRealtime } from '../../apps/realtime/src/create-realtime.js';
import { loadStandaloneEnv } from '../../libs/platform/src/standalone-env.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { composeFaults, manifestFaults, type Manifest } from './schemas.js';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  user?: string;
}
interface Pod {
  spec: {
    automountServiceAccountToken: boolean;
    securityContext: object;
    containers: {
      command: string[];
      envFrom: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
      securityContext: object;
      livenessProbe?: { httpGet: { path: string } };
      readinessProbe?: { httpGet: { path: string } };
    }[];
  };
}

const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as { services: Record<string, Service> };
const services = Object.entries(compose.services);
const folder = 'docker/kubernetes';
const manifests = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(readFileSync(`${folder}/${name}`, 'utf8')).map((document) => document.toJS() as Manifest));
const named = <M extends object>(kind: string, name: string): Manifest & M => {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} “${name}” in ${folder}.`);
  return found as Manifest & M;
};
const pods = manifests.flatMap((manifest) =>
  'spec' in manifest && typeof manifest.spec === 'object' && manifest.spec !== null && 'template' in manifest.spec
    ? [{ name: manifest.metadata.name, pod: manifest.spec.template as Pod }]
    : [],
);
const containerOf = ({ pod }: { pod: Pod }) => pod.spec.containers[0] ?? { command: [], envFrom: [], securityContext: {} };

describe('what is written for several computers', () => {
  it('is what the Compose Specification knows, and a misspelt key is none of it', () => {
    expect(composeFaults(compose)).toEqual([]);
    const { healthcheck, ...api } = compose.services['api'] ?? {};
    expect(composeFaults({ services: { api: { ...api, healtcheck: healthcheck } } })).toEqual([expect.stringContaining('healtcheck')]);
  });

  it('is what Kubernetes knows, and a misspelt key is none of it', () => {
    expect(manifestFaults(manifests)).toEqual([]);
    const { spec, ...budget } = named<{ spec: object }>('PodDisruptionBudget', 'api');
    expect(manifestFaults([{ ...budget, spec: { ...spec, minAvailible: 1 } } as Manifest])).toEqual([
      expect.stringContaining(`'"minAvailible"' does not exist in type 'PodDisruptionBudgetSpec'`),
    ]);
  });

  it('runs what the build makes, the same in both', () => {
    const ours = services.flatMap(([name, { image, command }]) => (image === 'firstbell' ? [{ name, command }] : []));
    expect(pods.map((pod) => ({ name: pod.name, command: containerOf(pod).command })).sort(byName)).toEqual(ours.sort(byName));
    for (const { command = [] } of ours) expect([command[0], existsSync(command[1] ?? '')]).toEqual(['node', true]);
  });

  it('sets variables that Firstbell reads, to values it accepts', () => {
    const ofCompose = services.flatMap(([, { image, environment }]) => (image === 'firstbell' ? [filledIn(environment ?? {})] : []));
    const ofPods = pods.map((pod) => filledIn(Object.assign({}, ...containerOf(pod).envFrom.map(variablesOf)) as Record<string, string>));
    for (const variables of [...ofCompose, ...ofPods]) {
      const known = { ...loadStandaloneEnv(variables), ...loadEnv(variables) };
      const given = Object.keys(variables).filter((name) => variables[name] !== '');
      expect(Object.keys(known)).toEqual(expect.arrayContaining(given));
    }
  });

  it('gives no container root, a writable root file system or a capability', () => {
    for (const [, service] of services) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      if (service.image !== 'firstbell') expect(service.user).toMatch(/^(postgres|redis|nginx)$/);
    }
    expect(readFileSync('docker/Dockerfile', 'utf8')).toMatch(/^USER 65532:65532$/m);
    for (const pod of pods) {
      expect(pod.pod.spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
      expect(containerOf(pod).securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('finds behind the ingress what it sends to', () => {
    const { spec } = named<{ spec: { rules: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[] } }>(
      'Ingress',
      'firstbell',
    );
    const paths = spec.rules.flatMap(({ http }) => http.paths);
    expect(paths.map(({ path, backend }) => [path, backend.service.name])).toEqual([
      ['/socket.io/', 'realtime'],
      ['/', 'api'],
    ]);
    for (const { backend } of paths) {
      const { name } = backend.service;
      const { selector } = named<{ spec: { selector: object } }>('Service', name).spec;
      expect(named<{ spec: { template: { metadata: object } } }>('Deployment', name).spec.template.metadata).toMatchObject({
        labels: selector,
      });
    }
  });
});

describe('whoever watches a process', () => {
  let server: TestServer;
  let realtime: NestFastifyApplication;
  const baseOf = async (name: string) => (name === 'api' ? server.base : realtime.getUrl());

  beforeAll(async () => {
    server = await startTestServer();
    const { appUrl, relayUrl } = server.database;
    realtime = await createRealtime(loadEnv({ DATABASE_URL: appUrl, RELAY_DATABASE_URL: relayUrl, LOG_LEVEL: 'silent' }));
    await realtime.listen(0, '127.0.0.1');
  }, 60_000);
  afterAll(async () => {
    await realtime.close();
    await server.stop();
  });

  it.each(['api', 'realtime'])('finds the probes of %s', async (name) => {
    const { livenessProbe, readinessProbe } = containerOf(
      pods.find((pod) => pod.name === name) ?? { pod: { spec: { containers: [] } } as never },
    );
    for (const probe of [livenessProbe, readinessProbe]) {
      expect((await fetch((await baseOf(name)) + (probe?.httpGet.path ?? '/no-probe'))).status).toBe(200);
    }
  });

  it.each(['api', 'realtime'])('learns from the health check of %s whether it lives', async (name) => {
    const [, program = '', ...args] = compose.services[name]?.healthcheck?.test ?? [];
    const exitCode = (base: string) =>
      new Promise<number>((resolve) => {
        const checked = execFile(
          program,
          args.map((arg) => arg.replace('http://127.0.0.1:3000', base)),
        );
        checked.on('exit', (code) => resolve(code ?? 1));
      });
    expect(await exitCode(await baseOf(name))).toBe(0);
    expect(await exitCode(`${await baseOf(name)}/elsewhere`)).toBe(1);
  });
});

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);

const variablesOf = ({ configMapRef, secretRef }: { configMapRef?: { name: string }; secretRef?: { name: string } }) =>
  configMapRef === undefined
    ? named<{ stringData: Record<string, string> }>('Secret', secretRef?.name ?? '').stringData
    : named<{ data: Record<string, string> }>('ConfigMap', configMapRef.name).data;

/** As they are once an administrator has filled in what is left open. */
function filledIn(variables: Record<string, string>): Record<string, string> {
  const values: Record<string, string> = {
    PUBLIC_URL: 'https://desk.school.example',
    SEALING_KEY: Buffer.alloc(32).toString('base64'),
    METRICS_TOKEN: 'a token for Prometheus',
  };
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      value === 'CHANGE_ME'
        ? (values[name] ?? 'secret')
        : value
            .replace(/\$\{\w+:-([^}]*)\}/g, (_, otherwise: string) => otherwise)
            .replace(/\$\{(\w+):\?[^}]*\}/g, (_, open: string) => values[open] ?? 'secret'),
    ]),
  );
}
