import { circulationOperations } from './circulation.js';
import { deviceManagementOperations } from './device-management.js';
import { deviceOperations } from './devices.js';
import { directoryOperations } from './directory.js';
import { feedbackOperations } from './feedback.js';
import { foundLaptopOperations } from './found-laptops.js';
import { handOutOperations } from './hand-out.js';
import { issueOperations } from './issues.js';
import { mailingOperations } from './mailing.js';
import { myTicketOperations } from './my-tickets.js';
import type { NamedOperation } from './operation.js';
import { peopleOperations, stationOperations } from './people.js';
import { privacyOperations } from './privacy.js';
import { rolloutOperations } from './rollouts.js';
import { rosterOperations } from './roster.js';
import { scheduleOperations } from './schedule.js';
import { secondFactorOperations } from './second-factor.js';
import { sessionOperations } from './sessions.js';
import { ticketOperations } from './tickets.js';
import { trendOperations } from './trends.js';

/** Everything the API can be asked, by operationId. This is also the permission table of the routes. */
export const operations = {
  ...peopleOperations,
  ...sessionOperations,
  ...stationOperations,
  ...scheduleOperations,
  ...secondFactorOperations,
  ...privacyOperations,
  ...issueOperations,
  ...ticketOperations,
  ...myTicketOperations,
  ...feedbackOperations,
  ...trendOperations,
  ...rosterOperations,
  ...deviceOperations,
  ...deviceManagementOperations,
  ...rolloutOperations,
  ...circulationOperations,
  ...foundLaptopOperations,
  ...mailingOperations,
  ...directoryOperations,
  ...handOutOperations,
};

export type OperationId = keyof typeof operations;
export const allOperations: readonly NamedOperation[] = Object.values(operations);
