import { deviceOperations } from '@firstbell/contracts/devices';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

/** States and models there are, for filters. */
export const choicesQuery = queryOptions({
  queryKey: ['devices', 'choices'],
  queryFn: ({ signal }) => call(deviceOperations.deviceChoices, {}, { signal }),
});

/** One device with its history. */
export const deviceQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['devices', 'one', deviceId],
    queryFn: ({ signal }) => call(deviceOperations.device, { deviceId }, { signal }),
  });
