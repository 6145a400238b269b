/** What only works with the real schema, which the browser does not carry (build/contracts-without-schemas.ts). */
const needsRealSchema = new Set<PropertyKey>([
  'parse',
  'safeParse',
  'parseAsync',
  'safeParseAsync',
  'options',
  'shape',
  'def',
  '_zod',
  '~standard',
]);

/** Stands where a zod schema stood: every way of building one gives the same again, and using one says so. */
export const inertSchema: unknown = new Proxy(() => undefined, {
  get: (_target, name) => {
    if (needsRealSchema.has(name))
      throw new Error(
        `Schemas stay on the server: '${String(name)}' cannot be used in the browser. Send the input and show the field named in the answer.`,
      );
    return name === 'then' ? undefined : inertSchema;
  },
  apply: () => inertSchema,
});
