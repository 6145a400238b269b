import { useEffect, useEffectEvent } from 'react';
import { afterKey, noBurst } from './scan-burst.rules.js';

/** Hears scans wherever the focus is, before any field does with them what fields do with Enter and Tab. */
export function useScanner(onScan: (scan: string) => void): void {
  const hear = useEffectEvent(onScan);
  useEffect(() => {
    let burst = noBurst;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const next = afterKey(burst, event.key, event.timeStamp);
      burst = next.burst;
      if (next.scan === null) return;
      event.preventDefault();
      event.stopPropagation();
      hear(next.scan);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
