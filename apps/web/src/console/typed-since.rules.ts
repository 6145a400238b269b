/** What stands in a form when what it sent has been saved: as it was saved, except where somebody has typed on meanwhile. */
export function typedSince<Draft extends object>(sent: Draft, typed: Draft, saved: Draft): Draft {
  const typedOn = Object.entries(typed).filter(([field, value]) => !isSame(value, sent[field as keyof Draft]));
  return { ...saved, ...Object.fromEntries(typedOn) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
