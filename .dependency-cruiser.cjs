/** Who may import whom: contracts <- platform <- features <- apps. Each rule says why. */
const features = 'people|schedule|devices|tickets|feedback|training|rollouts|directory|mailing|defects|coaching|library';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'What imports each other cannot be read or changed alone.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contracts-know-only-zod',
      severity: 'error',
      comment: 'Contracts are shared with the browser and with every process.',
      from: { path: '^libs/contracts/src' },
      to: { pathNot: '^(libs/contracts/src|node_modules/zod)' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment: 'Everything stands on the platform; it stands on contracts alone.',
      from: { path: '^libs/platform/src', pathNot: '\\.spec\\.ts$' },
      to: { path: `^(libs/(${features})|apps)/` },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      comment: 'A feature serves any process.',
      from: { path: `^libs/(${features})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/' },
    },
    {
      name: 'features-by-their-door',
      severity: 'error',
      comment: 'Another feature is entered by its index.ts, so that its inside may change.',
      from: { path: `^libs/(${features})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `^libs/(${features})/src/(?!index\\.ts)`, pathNot: '^libs/$1/' },
    },
    {
      name: 'apps-by-the-door',
      severity: 'error',
      comment:
        'Apps, too, enter a feature or the platform by its index.ts. The supervisor of npm start and its preparation take single files: the whole platform would double their memory.',
      from: { path: '^apps/', pathNot: '(\\.spec\\.ts$|^apps/standalone/src/(main|prepare-database)\\.ts$)' },
      to: { path: `^libs/(${features}|platform)/src/(?!index\\.ts)` },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'A rule decides; it needs no Nest, no SQL, no network.',
      from: { path: '\\.rules\\.ts$' },
      to: { path: '(nestjs|typeorm|node_modules/pg|\\.store\\.ts|\\.service\\.ts|\\.entity\\.ts)' },
    },
    {
      name: 'opentelemetry-only-where-wanted',
      severity: 'error',
      comment: 'Who sends no traces does not carry what sends them: it is imported when a collector is given.',
      from: { path: '^(apps|libs)/', pathNot: 'tracing/otlp-tracer\\.ts$' },
      to: { path: '(node_modules/@opentelemetry|tracing/otlp-tracer\\.ts$)', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'web-knows-only-contracts',
      severity: 'error',
      comment: 'The browser speaks to the server through the contracts.',
      from: { path: '^apps/web/src' },
      to: { path: '^(libs/(?!contracts)|apps/(?!web))' },
    },
    {
      name: 'no-app-imports-another',
      severity: 'error',
      comment: 'Processes share features, not each other; standalone composes them.',
      from: { path: '^apps/(api|realtime|worker)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      comment: 'Tests stand on the product, not the other way round.',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.gen\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
