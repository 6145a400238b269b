/** Seconds without a touch before the kiosk asks whether anyone is there. */
export const askAfterSeconds = 45;
/** Seconds to answer: WCAG 2.2.1 wants at least 20, and as many extensions as wanted. */
export const answerWithinSeconds = 25;

export type IdlePhase =
  { readonly phase: 'active' } | { readonly phase: 'asking'; readonly secondsLeft: number } | { readonly phase: 'over' };

export function idlePhase(secondsIdle: number): IdlePhase {
  if (secondsIdle < askAfterSeconds) return { phase: 'active' };
  const secondsLeft = Math.ceil(askAfterSeconds + answerWithinSeconds - secondsIdle);
  return secondsLeft > 0 ? { phase: 'asking', secondsLeft } : { phase: 'over' };
}
