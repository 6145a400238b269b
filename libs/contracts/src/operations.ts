import { circulationOperations } from './circulation.js';
import { feedbackOperations } from './feedback.js';
import { issueOperations } from './issues.js';
import type { NamedOperation } from './operation.js';
import { peopleOperations, stationOperations } from './people.js';
import { rosterOperations } from './roster.js';
import { ticketOperations } from './tickets.js';

/** Everything the API can be asked, by operationId. This is also the permission table of the routes. */
export const operations = {
  ...peopleOperations,
  ...stationOperations,
  ...issueOperations,
  ...ticketOperations,
  ...feedbackOperations,
  ...rosterOperations,
  ...circulationOperations,
};

export type OperationId = keyof typeof operations;
export const allOperations: readonly NamedOperation[] = Object.values(operations);
