import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SteadyLine } from './steady-line.rules.js';

export const rowHeight = 44;

interface LineListProps {
  readonly line: SteadyLine;
  readonly label: string;
  readonly chosenId: string | null;
  /** Changes with every move by key: the chosen row is then brought into view and focused. */
  readonly moved: number;
  readonly drawRow: (index: number) => ReactNode;
  readonly end?: ReactNode;
}

/** The rows of one list. Only what can be seen is drawn, so ten thousand are as quick as ten. */
export function LineList({ line, label, chosenId, moved, drawRow, end }: LineListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: line.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => line.rows[index]?.row.id ?? index,
  });
  const chosenIndex = line.rows.findIndex(({ row }) => row.id === chosenId);

  useEffect(() => {
    if (moved === 0 || chosenIndex < 0) return;
    virtualizer.scrollToIndex(chosenIndex, { align: 'auto' });
    const frame = requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-desk-row="${CSS.escape(chosenId ?? '')}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
    // Only a move by key brings the row into view; the line changing by itself must not scroll.
  }, [moved]);

  return (
    <div ref={scroller} className="desk-list">
      <ul className="desk-list__rows" aria-label={label} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <li
            key={item.key}
            className="desk-list__row"
            aria-setsize={line.rows.length}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${String(item.start)}px)` }}
          >
            {drawRow(item.index)}
          </li>
        ))}
      </ul>
      {end}
    </div>
  );
}
