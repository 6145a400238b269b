import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const dist = join(root, 'dist');

/** The two halves of the build, each made again only when what it is made of has changed. */
const halves = [
  {
    name: 'server',
    about: 'a few seconds',
    sources: () => [...nodeSources(), '.swcrc', 'package-lock.json'],
    result: 'apps',
    build: async () => {
      const trees = ['apps', 'libs', 'test'].filter((tree) => existsSync(join(root, tree)));
      await run('@swc/cli/bin/swc.js', [
        ...trees,
        '-d',
        'dist',
        '--quiet',
        '--ignore',
        'apps/web/*.*,apps/web/build/**,apps/web/src/!(realtime)/**,apps/web/src/*.*,**/*.spec.ts',
      ]);
      removeOrphans();
    },
  },
  {
    name: 'web pages',
    about: 'half a minute',
    sources: () => [...webSources(), 'package-lock.json'],
    result: 'web',
    build: () => run('vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'warn'], { NODE_ENV: 'production' }),
    exists: () => existsSync(join(root, 'apps', 'web', 'vite.config.ts')),
  },
];

/** What has to be built, with the hash of its sources; empty when everything is up to date. */
export function halvesToBuild() {
  return halves
    .filter((half) => half.exists?.() ?? true)
    .map((half) => ({ ...half, hash: hashOf(half.sources()) }))
    .filter((half) => readOr(stampOf(half)) !== half.hash || !existsSync(join(dist, half.result)));
}

/** Both halves at the same time. A half that fails is tried again at the next start. */
export async function buildHalves(todo) {
  mkdirSync(dist, { recursive: true });
  const results = await Promise.allSettled(
    todo.map(async (half) => {
      rmSync(stampOf(half), { force: true });
      await half.build();
      writeFileSync(stampOf(half), half.hash);
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

const stampOf = (half) => join(dist, `.built-${half.result}`);

function nodeSources() {
  return ['apps', 'libs', 'test'].flatMap(filesBelow).filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !isWeb(path));
}

/** The pages and the contracts they share with the server; not the route tree, which the build writes itself. */
function webSources() {
  return [...filesBelow('apps/web'), ...filesBelow('libs/contracts')].filter((path) => !/\.(gen|spec)\.tsx?$/.test(path));
}

/** All but the live rooms, which the load program runs as the browser does. */
const isWeb = (path) => path.startsWith('apps/web/') && !path.startsWith('apps/web/src/realtime/');

/** Paths from the root, with slashes on every system, in a fixed order. */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readOr(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** What was compiled from a source that is gone would still be found by name. */
function removeOrphans() {
  const compiled = ['apps', 'libs', 'test'].flatMap((tree) => (existsSync(join(dist, tree)) ? filesBelow(`dist/${tree}`) : []));
  for (const path of compiled) {
    if (extname(path) !== '.js') continue;
    const source = path.slice('dist/'.length, -'.js'.length);
    if (!existsSync(join(root, `${source}.ts`))) [path, `${path}.map`].forEach((file) => rmSync(join(root, file), { force: true }));
  }
}

/** Runs a tool's script with this Node: no shell and no npx in between. */
function run(script, args, env = {}) {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((fulfil, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? fulfil() : reject(new Error(`The build failed (${script}):\n${firstLines(output)}`))));
  });
}

/** Enough to see what is wrong, without the colours some tools insist on. */
function firstLines(output) {
  return stripVTControlCharacters(output).trim().split('\n').slice(0, 30).join('\n');
}

function readOr(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
