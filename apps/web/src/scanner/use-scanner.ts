import { useEffect, useEffectEvent } from 'react';
import { afterKey, noBurst } from './scan-burst.rules.js';

interface Field {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/**
 * Hears scans wherever the focus is, before any field does with them what fields do with Enter and Tab. A field the scanner
 * has typed into is as it was before.
 */
export function useScanner(onScan: (scan: string) => void): void {
  const hear = useEffectEvent(onScan);
  useEffect(() => {
    let burst = noBurst;
    let field: Field | null = null;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const { burst: next, scan } = afterKey(burst, event.key, event.timeStamp);
      if (next.text !== '' && next.startedAt !== burst.startedAt) field = fieldOf(event.target);
      burst = next;
      if (scan === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (field !== null) giveBack(field);
      // After the page has taken note of the field.
      queueMicrotask(() => hear(scan));
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return { element: target, value: target.value };
  return null;
}

/** Past React, which would not hear of a value set on the element itself. */
function giveBack({ element, value }: Field): void {
  if (element.value === value) return;
  Reflect.set(Object.getPrototypeOf(element) as object, 'value', value, element);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
