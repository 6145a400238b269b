import { circulationOperations } from '@firstbell/contracts/circulation';
import type { RequestOf } from '@firstbell/contracts/operation';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const loanersQuery = queryOptions({
  queryKey: ['circulation', 'loaners'],
  queryFn: ({ signal }) => call(circulationOperations.listLoaners, {}, { signal }),
});

/** A bell is announced five minutes ahead; half a minute later is soon enough. */
const lookAgainMs = 30_000;

/** What the desk should think of besides its line. */
export const remindersQuery = queryOptions({
  queryKey: ['circulation', 'reminders'],
  refetchInterval: lookAgainMs,
  queryFn: ({ signal }) => call(circulationOperations.deskReminders, {}, { signal }),
});

export const signsQuery = queryOptions({
  queryKey: ['circulation', 'signs'],
  queryFn: ({ signal }) => call(circulationOperations.listDeviceSigns, {}, { signal }),
});

export const repairsQuery = (filter: RequestOf<(typeof circulationOperations)['listRepairs']>) =>
  queryOptions({
    queryKey: ['circulation', 'repairs', filter],
    queryFn: ({ signal }) => call(circulationOperations.listRepairs, filter, { signal }),
    placeholderData: keepPreviousData,
  });

export const shelfQuery = queryOptions({
  queryKey: ['circulation', 'shelf'],
  queryFn: ({ signal }) => call(circulationOperations.listShelf, {}, { signal }),
});

export const photosQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['circulation', 'photos', deviceId],
    queryFn: ({ signal }) => call(circulationOperations.listDevicePhotos, { deviceId }, { signal }),
  });

export const cartsQuery = queryOptions({
  queryKey: ['circulation', 'carts'],
  queryFn: ({ signal }) => call(circulationOperations.listCarts, {}, { signal }),
});

export const seatsQuery = (reservationId: string) =>
  queryOptions({
    queryKey: ['circulation', 'seats', reservationId],
    queryFn: ({ signal }) => call(circulationOperations.reservationSeats, { reservationId }, { signal }),
  });
