import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // `navigator.onLine` is wrong on many school networks; let the request itself find out.
        networkMode: 'always',
        retry: (failures, error) => failures < 3 && !(error instanceof ApiError && error.status < 500 && error.status !== 429),
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8_000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
