import type { TFunction } from 'i18next';
import { ApiError, NetworkError } from './api-error.js';

/** What to tell the person. The server's own words are used where no sentence of ours is more helpful. */
export function describeError(t: TFunction<'errors'>, error: unknown): string {
  if (error instanceof NetworkError) return t('network');
  if (!(error instanceof ApiError)) return t('unexpected');
  if (error.status === 429) return tooManyTries(t, error);
  if (error.status === 401) return t('signedOut');
  if (error.status >= 500) return t('unexpected');
  return inOurWords(t, error) ?? error.detail;
}

/** The server speaks English; what people meet often is said in the language of the screen. Keys are codes with `_` for the dot; facts fill their blanks. */
function inOurWords(t: TFunction<'errors'>, { code, facts }: ApiError): string | undefined {
  const words: Readonly<Record<string, string>> = t('codes', { returnObjects: true, ...facts });
  return words[code.replaceAll('.', '_')];
}

function tooManyTries(t: TFunction<'errors'>, { retryAfterSeconds = 0 }: ApiError): string {
  return retryAfterSeconds > 90 ? t('rateLimitedMinutes', { minutes: Math.ceil(retryAfterSeconds / 60) }) : t('rateLimited');
}
