import { useEffect, useLayoutEffect, useRef } from 'react';
import { commandOf, type DeskCommand } from './desk-keys.rules.js';
import { type BurstKey, judgeBurst, keyPatienceMs } from '../../scanner/key-burst.rules.js';

interface DeskKeys {
  readonly singleKeys: boolean;
  readonly onCommand: (command: DeskCommand) => void;
  readonly onScan: (text: string) => void;
}

const fieldSelector =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const openSelector = '[role="dialog"], [role="menu"]';
const controlSelector = 'button:not([data-desk-row]), a, summary, [role="tab"], [role="checkbox"], [role="switch"]';

/** Listens to the keyboard for the whole page: commands of a hand, scans of a scanner. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    let burst: BurstKey[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const run = (key: string, onControl: boolean): boolean => {
      const command = commandOf({ key, withModifier: false, busyElsewhere: false, onControl }, latest.current.singleKeys);
      if (command !== null) latest.current.onCommand(command);
      return command !== null;
    };
    const finish = (byEnter: boolean): boolean => {
      clearTimeout(timer);
      const verdict = judgeBurst(burst, byEnter);
      burst = [];
      if (verdict.kind === 'key') run(verdict.key, false);
      if (verdict.kind === 'scan') latest.current.onScan(verdict.text);
      return verdict.kind === 'scan';
    };

    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const busyElsewhere = target?.closest(fieldSelector) != null || document.querySelector(openSelector) !== null;
      const withModifier = event.ctrlKey || event.altKey || event.metaKey;
      if (withModifier || busyElsewhere || event.isComposing || event.defaultPrevented) {
        burst = [];
        return;
      }
      const onControl = target?.closest(controlSelector) != null;
      if (event.key.length > 1) {
        if (event.key === 'Enter' && burst.length > 1) {
          if (finish(true)) event.preventDefault();
        } else if (event.key !== 'Shift' && run(event.key, onControl)) event.preventDefault();
        return;
      }
      if (event.key === ' ') return;
      const command = commandOf({ key: event.key, withModifier, busyElsewhere, onControl }, latest.current.singleKeys);
      // Firefox would open its quick find on "/".
      if (command !== null) event.preventDefault();
      if (event.repeat) {
        burst = [];
        if (command === 'down' || command === 'up') latest.current.onCommand(command);
        return;
      }
      burst.push({ key: event.key, at: event.timeStamp });
      clearTimeout(timer);
      timer = setTimeout(() => finish(false), keyPatienceMs(burst.length));
    };

    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
