import { useEffect, useEffectEvent } from 'react';
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
        burst = [];
        clearTimeout(timer);
        event.preventDefault();
        press(pressed);
        return;
      }
      if (inField || event.key === ' ') return;
      burst.push({ key: event.key, at: event.timeStamp });
      clearTimeout(timer);
      timer = setTimeout(finish, patienceMs(burst.length));
    };
    document.addEventListener('keydown', listen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
