const minutes = 5;

let touchedAt = Date.now();
for (const sign of ['pointerdown', 'keydown', 'wheel'] as const)
  addEventListener(sign, () => void (touchedAt = Date.now()), { capture: true, passive: true });

/** Somebody touched this page lately. What it asks by itself afterwards, to stay fresh, does not keep them signed in. */
export const isAttended = (): boolean => Date.now() - touchedAt < minutes * 60_000;
