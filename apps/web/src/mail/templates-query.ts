import { mailingOperations } from '@firstbell/contracts/mailing';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const templatesQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: ({ signal }) => call(mailingOperations.listMailTemplates, {}, { signal }),
});
