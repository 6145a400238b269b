import { mailingOperations } from '@firstbell/contracts/mailing';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

export const senderQuery = queryOptions({
  queryKey: ['mail-sender'],
  queryFn: ({ signal }) => call(mailingOperations.mailSender, {}, { signal }),
});
