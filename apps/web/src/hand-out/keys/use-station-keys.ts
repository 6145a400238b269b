import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { type BurstKey, judgeBurst } from '../../scanner/key-burst.rules.js';
import { type StationKey, stationKeyOf } from './station-keys.rules.js';

/** A scanner's next character comes within 10 ms; this waits longer, because a busy computer delivers it late. */
const patienceMs = (keysSoFar: number): number => (keysSoFar < 2 ? 60 : 150);

/** Single keys of a hand for the whole page. The keys of a scan are told apart by their speed and press nothing. */
export function useStationKeys(onKey: (key: StationKey) => void): void {
  const press = useEffectEvent(onKey);
  useEffect(() => {
    let burst: BurstKey[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (): void => {
      const verdict = judgeBurst(burst, false);
      burst = [];
      const pressed = verdict.kind === 'key' ? stationKeyOf({ key: verdict.key, inField: false, onControl: false }) : null;
      if (pressed !== null) press(pressed);
    };
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      const inField = target?.closest('input, textarea, select') != null;
      const onControl = target?.closest('button, a, summary') != null;
      if (event.key.length > 1) {
        const pressed = stationKeyOf({ key: event.key, inField, onControl });
        if (pressed === null) return;
        // A digit pressed just before was no scan either; what it chose stands before Enter goes on with it.
        clearTimeout(timer);
        if (burst.length > 0) flushSync(finish);
        event.preventDefault();
        press(pressed);
        return;
      }
      if (inField || event.key === ' ') return;
      burst.push({ key: event.key, at: event.timeStamp });
      clearTimeout(timer);
      timer = setTimeout(finish, patienceMs(burst.length));
    };
    // The Enter of a scan is heard by the scanner alone; what was typed until then is no key of a hand, and the next one is.
    const endScan = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || burst.length < 2) return;
      clearTimeout(timer);
      burst = [];
    };
    window.addEventListener('keydown', endScan, { capture: true });
    document.addEventListener('keydown', listen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', endScan, { capture: true });
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
