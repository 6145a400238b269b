import type { LineRow } from '@firstbell/contracts/tickets';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type SteadyLine, steadyLine } from './steady-line.rules.js';

interface Shown {
  readonly mine: SteadyLine;
  readonly list: SteadyLine;
}

export interface SteadyView extends Shown {
  /** Ids from top to bottom as drawn. */
  readonly ids: readonly string[];
  /** Withheld newcomers. */
  readonly fresh: number;
  readonly showNew: () => void;
  /** The keys are moving through the list: hold it still for a moment. */
  readonly holdBriefly: () => void;
  readonly pointerHandlers: {
    readonly onPointerMove: (event: { pointerType: string }) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
  };
}

const briefMs = 4_000;
const movingKeys: ReadonlySet<string> = new Set(['j', 'k', 'J', 'K', 'ArrowDown', 'ArrowUp', 'Tab', 'Shift']);
const still = (rows: readonly LineRow[]): SteadyLine => ({ rows: rows.map((row) => ({ row, left: false })), fresh: 0 });

/** Holds the drawn line still while somebody points at it, or moves through it with the keys. */
export function useSteadyLine(
  mine: readonly LineRow[],
  list: readonly LineRow[],
  known: ReadonlyMap<string, LineRow>,
  listName: string,
): SteadyView {
  const [held, setHeld] = useState<{ readonly name: string; readonly shown: Shown } | null>(null);
  const pointing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const snapshot = held?.name === listName ? held.shown : null;
  const shown = useMemo((): Shown => {
    if (snapshot === null) return { mine: still(mine), list: still(list) };
    return { mine: steadyLine(snapshot.mine, mine, known, true), list: steadyLine(snapshot.list, list, known, true) };
  }, [snapshot, mine, list, known]);

  const hold = useCallback(
    () => setHeld((now) => (now?.name === listName && now.shown.list.rows.length > 0 ? now : { name: listName, shown })),
    [listName, shown],
  );
  const letGo = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(null);
  }, []);

  // Somebody who types is not about to click: any key but those that move through the list lets the line go on.
  useEffect(() => {
    const typing = (event: KeyboardEvent): void => {
      pointing.current = false;
      if (!movingKeys.has(event.key)) letGo();
    };
    document.addEventListener('keydown', typing, true);
    return () => {
      document.removeEventListener('keydown', typing, true);
      clearTimeout(timer.current);
    };
  }, [letGo]);

  const holdBriefly = useCallback(() => {
    hold();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!pointing.current) letGo();
    }, briefMs);
  }, [hold, letGo]);

  return {
    ...shown,
    ids: [...shown.mine.rows, ...shown.list.rows].map(({ row }) => row.id),
    fresh: shown.mine.fresh + shown.list.fresh,
    showNew: () => setHeld(pointing.current ? { name: listName, shown: { mine: still(mine), list: still(list) } } : null),
    holdBriefly,
    pointerHandlers: {
      onPointerMove: ({ pointerType }) => {
        if (pointerType === 'touch') return;
        pointing.current = true;
        hold();
      },
      onPointerLeave: () => {
        pointing.current = false;
        letGo();
      },
      onFocus: holdBriefly,
    },
  };
}
