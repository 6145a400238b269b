import { deviceManagementOperations } from '@firstbell/contracts/device-management';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

export const deviceManagementQuery = queryOptions({
  queryKey: ['device-management'],
  // The page follows what is told, and a pause that ended is seen soon enough.
  refetchInterval: 3_000,
  queryFn: ({ signal }) => call(deviceManagementOperations.deviceManagement, {}, { signal }),
});
