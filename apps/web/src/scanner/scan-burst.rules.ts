/**
 * A USB scanner is a keyboard that types about 10 ms a character and ends with Enter or Tab. A burst is judged by
 * the *mean* gap, because single gaps stretch while the computer is busy.
 */
export const meanGapLimitMs = 30;
export const shortestScan = 6;
/** A pause this long means that whatever follows is something else, for instance a scan after a typed letter. */
export const pauseMs = 500;

export interface Burst {
  readonly text: string;
  readonly startedAt: number;
  readonly lastAt: number;
}

export const noBurst: Burst = { text: '', startedAt: 0, lastAt: 0 };

/** What one key press means; `at` is the event's own time stamp in ms, which a busy page does not distort. */
export function afterKey(burst: Burst, key: string, at: number): { readonly burst: Burst; readonly scan: string | null } {
  const fresh = burst.text === '' || at - burst.lastAt > pauseMs;
  if (key === 'Enter' || key === 'Tab') return { burst: noBurst, scan: fresh ? null : scanIn(burst) };
  // Shift comes with every capital letter of a tag; arrows and the like are a person at work.
  if (key === 'Shift' || key === 'CapsLock') return { burst, scan: null };
  if ([...key].length !== 1) return { burst: noBurst, scan: null };
  if (fresh) return { burst: { text: key, startedAt: at, lastAt: at }, scan: null };
  return { burst: { text: burst.text + key, startedAt: burst.startedAt, lastAt: at }, scan: null };
}

/** The burst as typed, leading zeros kept; null when a person typed it. */
function scanIn(burst: Burst): string | null {
  const length = [...burst.text].length;
  if (length < shortestScan) return null;
  const meanGap = (burst.lastAt - burst.startedAt) / (length - 1);
  return meanGap < meanGapLimitMs ? burst.text.trim() : null;
}
