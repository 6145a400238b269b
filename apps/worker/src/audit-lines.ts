import { isForAudit } from '@firstbell/contracts/event-retention';
import { correlationOf, logLine, type LoggedEvent } from '@firstbell/platform';

/**
 * Writes the events somebody may have to account for into the log as well, so that they are kept apart from the database by
 * whatever collects it. After a crash a line may come twice; `id` tells.
 */
export function writeAuditLines(events: readonly LoggedEvent[]): void {
  for (const { id, type, schoolId, subjectType, subjectId, actorId, at, trace } of events) {
    if (!isForAudit(type)) continue;
    logLine('audit', {
      ...{ id, type, school: schoolId, subject: `${subjectType} ${subjectId}`, actor: actorId ?? undefined, at: at.toISOString() },
      request: correlationOf(trace)?.id,
    });
  }
}
