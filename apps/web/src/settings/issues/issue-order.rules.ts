import type { Issue } from '@firstbell/contracts/issues';

type Placed = Pick<Issue, 'id' | 'version' | 'position'>;

/** The issues whose position has to change so that the one at `from` stands at `to`; two when positions have no gaps or ties. */
export function movesFor<I extends Placed>(
  issues: readonly I[],
  from: number,
  to: number,
): readonly { readonly issue: I; readonly position: number }[] {
  const ordered = [...issues];
  const [moved] = ordered.splice(from, 1);
  if (moved === undefined) return [];
  ordered.splice(to, 0, moved);
  return ordered.map((issue, position) => ({ issue, position })).filter(({ issue, position }) => issue.position !== position);
}
