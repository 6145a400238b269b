/** A device has failed often enough to be looked at: tickets and repairs of the last 60 days, a repair of a ticket counted once. */
export const keepsFailing = { days: 60, times: 3 } as const;
/** A fault is on enough devices of a model to be one of the model: of the last 14 days, against the 90 days before them. */
export const spreads = { days: 14, before: 90, devices: 5, times: 3 } as const;
/** With fewer tickets than this a share says nothing. */
const enoughTickets = 20;

export interface FaultCount {
  /** Different devices of the model with the issue now. */
  readonly devices: number;
  /** Tickets of the model now: with the issue, and all. */
  readonly withIssue: number;
  readonly all: number;
  /** The same for the time before. */
  readonly withIssueBefore: number;
  readonly allBefore: number;
  /** The same now, for all other models. */
  readonly withIssueElsewhere: number;
  readonly allElsewhere: number;
}

/**
 * The share of this model's tickets the issue usually has: as it was before, or while too little is known of that (the first
 * weeks of school), as it is with the other models now. Undefined when there is nothing to compare with.
 */
function usualShare(count: FaultCount): { readonly withIssue: number; readonly all: number } | undefined {
  if (count.allBefore >= enoughTickets) return { withIssue: count.withIssueBefore, all: count.allBefore };
  if (count.allElsewhere >= enoughTickets) return { withIssue: count.withIssueElsewhere, all: count.allElsewhere };
  return undefined;
}

/** How many times its usual share the issue has now: Infinity when it never occurred, undefined when nobody can say. */
export function timesUsual(count: FaultCount): number | undefined {
  const usual = usualShare(count);
  if (usual === undefined || count.all === 0) return undefined;
  return (count.withIssue * usual.all) / (count.all * usual.withIssue);
}

export function isFaultOfModel(count: FaultCount): boolean {
  const times = timesUsual(count);
  return count.devices >= spreads.devices && times !== undefined && times >= spreads.times;
}

/** What a known problem could say, for a person to correct. */
export function draftOf(
  model: string,
  issueName: { readonly en: string; readonly es: string },
  devices: number,
): { en: string; es: string } {
  return {
    en: `Known problem: “${issueName.en}” on the ${model}. ${devices} of them have it since two weeks ago. We are looking for the cause; until then, please bring the laptop to the desk.`,
    es: `Problema conocido: «${issueName.es}» en el modelo ${model}. Lo tienen ${devices} equipos desde hace dos semanas. Estamos buscando la causa; mientras tanto, trae la laptop al mostrador.`,
  };
}
