import { ApiError, NetworkError } from './api-error.js';

/** Nothing came back, or only that the server cannot answer just now: what is kept here has to do meanwhile. */
export const isAway = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429));
