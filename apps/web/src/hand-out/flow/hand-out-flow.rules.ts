import type { HandOutStep, ScannedLaptop, Visit } from '@firstbell/contracts/hand-out';
import { standingOf } from './standing.rules.js';
import { type Trouble, troubleOfLaptop } from './trouble.rules.js';

export const conditions = ['new', 'good', 'worn', 'damaged'] as const;
export type Condition = (typeof conditions)[number];

/** What goes with the laptop, preset as it mostly is. */
export interface Handing {
  readonly charger: boolean;
  readonly laptopCase: boolean;
  readonly agreement: boolean;
  readonly condition: Condition;
}

export interface HandOutFlow {
  readonly visit: Visit | null;
  /** Scanned, and nothing in the way of giving it. */
  readonly laptop: ScannedLaptop | null;
  /** Chosen by hand; null: the first that can be done. */
  readonly chosenStep: HandOutStep | null;
  readonly handing: Handing;
  /** Which lines of the basics are ticked. */
  readonly ticked: readonly number[];
  readonly answer: number | null;
  /** Answers tried that were wrong. */
  readonly wrong: readonly number[];
  readonly trouble: Trouble | null;
  /** The agreement was not there when the laptop should have been given. */
  readonly agreementMissing: boolean;
  /** A scan nobody has answered yet. */
  readonly lookingUp: string | null;
}

export type HandOutEvent =
  | { readonly type: 'reset' }
  | { readonly type: 'looked-up'; readonly scan: string }
  | { readonly type: 'identified'; readonly visit: Visit | null; readonly laptop: ScannedLaptop | null }
  /** The same student again, as the server knows them now. */
  | { readonly type: 'refreshed'; readonly visit: Visit }
  /** The laptop in hand, as the server knows it. */
  | { readonly type: 'laptop-checked'; readonly laptop: ScannedLaptop }
  | { readonly type: 'in-the-way'; readonly trouble: Trouble }
  /** What was in the way has been read. */
  | { readonly type: 'read-trouble' }
  | { readonly type: 'chose-step'; readonly step: HandOutStep }
  | { readonly type: 'toggled'; readonly what: 'charger' | 'laptopCase' | 'agreement' }
  | { readonly type: 'chose-condition'; readonly condition: Condition }
  | { readonly type: 'ticked'; readonly line: number }
  | { readonly type: 'answered'; readonly answer: number; readonly right: boolean }
  | { readonly type: 'agreement-missing' };

const usually: Handing = { charger: true, laptopCase: true, agreement: false, condition: 'good' };
const untouched = {
  chosenStep: null,
  ticked: [],
  answer: null,
  wrong: [],
  trouble: null,
  agreementMissing: false,
  lookingUp: null,
} as const;

export const nobodyYet: HandOutFlow = { visit: null, laptop: null, handing: usually, ...untouched };

export function afterEvent(flow: HandOutFlow, event: HandOutEvent): HandOutFlow {
  switch (event.type) {
    case 'reset':
      return nobodyYet;
    case 'looked-up':
      return { ...flow, trouble: null, lookingUp: event.scan };
    case 'identified':
      return identified({ ...flow, trouble: null, lookingUp: null }, event.visit, event.laptop);
    case 'refreshed':
      return flow.visit?.student.id === event.visit.student.id ? { ...flow, visit: event.visit } : flow;
    case 'laptop-checked':
      return laptopChecked(flow, event.laptop);
    case 'in-the-way':
      return { ...flow, lookingUp: null, trouble: event.trouble };
    case 'read-trouble':
      return { ...flow, trouble: null };
    case 'chose-step':
      return { ...flow, trouble: null, chosenStep: event.step };
    case 'toggled':
      return { ...flow, agreementMissing: false, handing: { ...flow.handing, [event.what]: !flow.handing[event.what] } };
    case 'chose-condition':
      return { ...flow, handing: { ...flow.handing, condition: event.condition } };
    case 'ticked':
      return {
        ...flow,
        ticked: flow.ticked.includes(event.line) ? flow.ticked.filter((line) => line !== event.line) : [...flow.ticked, event.line],
      };
    case 'answered':
      return event.right
        ? { ...flow, answer: event.answer }
        : { ...flow, answer: null, wrong: [...flow.wrong.filter((one) => one !== event.answer), event.answer] };
    case 'agreement-missing':
      return { ...flow, agreementMissing: true };
  }
}

/** A person, a laptop, or a laptop with the person who has it; person then laptop or the other way round. */
function identified(flow: HandOutFlow, visit: Visit | null, laptop: ScannedLaptop | null): HandOutFlow {
  if (laptop === null) {
    if (visit === null) return flow;
    return visit.student.id === flow.visit?.student.id ? { ...flow, visit } : begin(visit, free(flow));
  }
  // A laptop that is somebody's, with nobody at the station: its holder has come back to go on.
  if (flow.visit === null && visit !== null) return begin(visit, null);
  const trouble = troubleOfLaptop(laptop, flow.visit);
  return trouble === null ? { ...flow, laptop } : { ...flow, trouble };
}

/** Between the scan and the server's word somebody else may have got it; one given meanwhile is past that. */
function laptopChecked(flow: HandOutFlow, laptop: ScannedLaptop): HandOutFlow {
  if (flow.laptop?.id !== laptop.id || flow.visit?.device?.id === laptop.id) return flow;
  const trouble = troubleOfLaptop(laptop, flow.visit);
  return trouble === null ? { ...flow, laptop } : { ...flow, laptop: null, trouble };
}

/** The laptop that was scanned before the badge. One that a student had in hand before goes with that student. */
const free = (flow: HandOutFlow): ScannedLaptop | null => (flow.visit === null ? flow.laptop : null);

function begin(visit: Visit, laptop: ScannedLaptop | null): HandOutFlow {
  const flow: HandOutFlow = { ...nobodyYet, visit, handing: { ...usually, agreement: visit.agreementOnFile } };
  if (laptop === null) return flow;
  const trouble = troubleOfLaptop(laptop, visit);
  return trouble === null ? { ...flow, laptop } : { ...flow, trouble };
}

/** The step in front of the student: the one chosen by hand while it is open, else the first that can be done here. */
export function currentStep({ visit, chosenStep }: Pick<HandOutFlow, 'visit' | 'chosenStep'>): HandOutStep | null {
  const open = visit?.steps.filter((step) => standingOf(step) === 'open') ?? [];
  return open.find(({ step }) => step === chosenStep)?.step ?? open[0]?.step ?? null;
}
