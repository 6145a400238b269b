import { useEffect, useEffectEvent, useState } from 'react';
import { type IdlePhase, idlePhase } from './idle.rules.js';

const signsOfLife = ['pointerdown', 'keydown', 'touchstart', 'input'] as const;

/** Watches for a person at the screen. `onOver` runs once when nobody answered; any sign of life extends. */
export function useIdle(onOver: () => void): IdlePhase {
  const over = useEffectEvent(onOver);
  const [phase, setPhase] = useState<IdlePhase>({ phase: 'active' });
  useEffect(() => {
    let lastSign = performance.now();
    const look = (): void => {
      const next = idlePhase((performance.now() - lastSign) / 1_000);
      if (next.phase === 'over') {
        lastSign = performance.now();
        setPhase({ phase: 'active' });
        over();
        return;
      }
      setPhase((before) =>
        before.phase === next.phase && !(next.phase === 'asking' && before.phase === 'asking' && before.secondsLeft !== next.secondsLeft)
          ? before
          : next,
      );
    };
    const live = (): void => {
      lastSign = performance.now();
      look();
    };
    const timer = setInterval(look, 500);
    signsOfLife.forEach((sign) => window.addEventListener(sign, live, { capture: true, passive: true }));
    return () => {
      clearInterval(timer);
      signsOfLife.forEach((sign) => window.removeEventListener(sign, live, { capture: true }));
    };
  }, []);
  return phase;
}
