import type { Issue } from '@firstbell/contracts/issues';
import type { FiledTicket, Identified } from '@firstbell/contracts/tickets';
import type { TapAnswers } from '../feedback/three-taps.js';
import { screenOfOpenTickets, withTicketsAfter } from './open-tickets.rules.js';

/** Who stands at the kiosk. `scanned` and `typed` are kept as they are, for the server to make out later. */
export type Visitor =
  | { readonly kind: 'known'; readonly identified: Identified }
  | { readonly kind: 'scanned'; readonly scan: string }
  | { readonly kind: 'typed'; readonly name: string };

/** What it is about. `unknown`: another laptop, or none. */
export type AboutDevice =
  { readonly kind: 'own'; readonly deviceId: string } | { readonly kind: 'tag'; readonly tag: string } | { readonly kind: 'unknown' };

export type OpenTicket = Identified['openTickets'][number];

export type Ending =
  | { readonly kind: 'filed'; readonly ticket: FiledTicket; readonly issue: Issue; readonly keptPlace: boolean; readonly adult: boolean }
  /** On this kiosk only, until the network is back. Without a code when none was reserved. */
  | { readonly kind: 'kept'; readonly code: string | null; readonly issue: Issue; readonly keptPlace: boolean; readonly adult: boolean }
  /** `detail` is the server's own sentence; `ticketCode` the ticket there is already. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string; readonly ticketCode: string | null }
  | { readonly kind: 'solved' }
  | { readonly kind: 'back-in-line'; readonly ticket: FiledTicket }
  /** Their place is kept; `until` they are awaited again. */
  | { readonly kind: 'in-class'; readonly code: string; readonly until: string | null }
  | { readonly kind: 'left'; readonly code: string }
  | { readonly kind: 'thanked'; readonly reopened: boolean }
  | { readonly kind: 'found-told' };

export type Screen =
  | { readonly name: 'welcome' }
  | { readonly name: 'new-name' }
  /** Somebody found a laptop; its tag is scanned here. */
  | { readonly name: 'found' }
  /** Before anything about its holder is known here. `isLaptop`: the server says so; without it, it may as well be a badge. */
  | { readonly name: 'whose'; readonly scan: string; readonly isLaptop: boolean }
  | { readonly name: 'found-mine'; readonly visitor: Visitor; readonly found: NonNullable<Identified['foundLaptop']> }
  /** More than one: which of them is it about? */
  | { readonly name: 'open-tickets'; readonly visitor: Visitor; readonly tickets: readonly OpenTicket[] }
  | { readonly name: 'open-ticket'; readonly visitor: Visitor; readonly ticket: OpenTicket }
  /** They have class, and their place is to be kept. */
  | { readonly name: 'class'; readonly visitor: Visitor | null; readonly ticketId: string; readonly code: string }
  /** `answers`: given already, when they could not be sent. */
  | {
      readonly name: 'feedback';
      readonly visitor: Visitor;
      readonly due: NonNullable<Identified['feedbackDue']>;
      readonly answers?: TapAnswers;
    }
  | { readonly name: 'loaner'; readonly visitor: Visitor; readonly loaner: NonNullable<Identified['overdueLoaner']> }
  | { readonly name: 'device'; readonly visitor: Visitor; readonly devices: Identified['devices'] }
  | { readonly name: 'issue'; readonly visitor: Visitor; readonly device: AboutDevice }
  | { readonly name: 'self-help'; readonly visitor: Visitor; readonly device: AboutDevice; readonly issue: Issue }
  /** For "something else": an optional sentence, and the one written already when it could not be sent. */
  | {
      readonly name: 'describe';
      readonly visitor: Visitor;
      readonly device: AboutDevice;
      readonly issue: Issue;
      readonly description?: string;
    }
  | { readonly name: 'sending' }
  | { readonly name: 'ending'; readonly visitor: Visitor | null; readonly ending: Ending };

export type Notice = 'unknown-badge' | 'unknown-tag' | 'nobodys-laptop' | 'search-off' | 'try-again';

export interface KioskFlow {
  /** Where the visitor has been, the present screen last. */
  readonly path: readonly [Screen, ...Screen[]];
  /** What is being looked up at this moment; shown at once, so that nobody scans twice. */
  readonly lookingUp: Lookup | null;
  readonly notice: Notice | null;
  /** Who scanned while something was being sent for the visitor before them: what the server said, until their turn. */
  readonly next: LookupAnswer | null;
  /** Grows with each visitor, so that nothing one typed is still there for the next. */
  readonly visit: number;
  /** What this visitor would rather read than their own language or the kiosk's. */
  readonly chosenLanguage: string | null;
}

/** `mine`: "Yes, it is mine" was said of what was scanned. */
export type Lookup =
  | { readonly by: 'scan'; readonly scan: string; readonly mine?: boolean }
  | { readonly by: 'name'; readonly personId: string; readonly name: string };

type NotIdentified = 'unknown' | 'nobodys' | 'unreachable' | 'refused';

type LookupAnswer =
  | { readonly type: 'identified'; readonly identified: Identified }
  | { readonly type: 'not-identified'; readonly why: NotIdentified }
  /** A laptop's tag was scanned, and nothing is said of it until somebody says whose it is. */
  | { readonly type: 'asked-whose'; readonly scan: string };

/** What comes of something sent. */
export type SentAnswer =
  | { readonly type: 'unknown-tag' }
  | { readonly type: 'told-of-found' }
  /** Nothing came of it; the screen before is there again. */
  | { readonly type: 'not-sent' }
  | { readonly type: 'ended'; readonly ending: Ending };

export type KioskEvent =
  | { readonly type: 'looked-up'; readonly lookup: Lookup }
  | LookupAnswer
  | SentAnswer
  /** Of the visit it was sent for; the next visitor hears nothing of it. */
  | { readonly type: 'answered'; readonly visit: number; readonly answer: SentAnswer }
  | { readonly type: 'next-turn' }
  /** "Yes, it is mine", of what the server could not be asked about. */
  | { readonly type: 'is-mine'; readonly scan: string }
  | { readonly type: 'chose-language'; readonly language: string }
  | { readonly type: 'found-one' }
  | { readonly type: 'is-new' }
  | { readonly type: 'typed-name'; readonly name: string }
  | { readonly type: 'chose-device'; readonly device: AboutDevice }
  | { readonly type: 'chose-issue'; readonly issue: Issue; readonly next: 'self-help' | 'describe' }
  | { readonly type: 'something-else' }
  | { readonly type: 'my-tickets' }
  | { readonly type: 'chose-ticket'; readonly ticket: OpenTicket }
  | { readonly type: 'has-class'; readonly ticketId: string; readonly code: string }
  | { readonly type: 'skipped-feedback' }
  /** With what was written or tapped on the screen that sends it. */
  | { readonly type: 'sending'; readonly description?: string; readonly answers?: TapAnswers }
  | { readonly type: 'back' }
  | { readonly type: 'reset' };

export const firstVisit: KioskFlow = {
  path: [{ name: 'welcome' }],
  lookingUp: null,
  notice: null,
  next: null,
  visit: 0,
  chosenLanguage: null,
};

export function screenOf(flow: KioskFlow): Screen {
  return flow.path.at(-1) ?? flow.path[0];
}

/** Differs from screen to screen and from visitor to visitor. */
export const stepOf = (flow: KioskFlow): string => `${String(flow.visit)}:${String(flow.path.length)}:${screenOf(flow).name}`;

/** Back leads out of a screen, except where something was just done that going back would not undo. */
export function canGoBack(flow: KioskFlow): boolean {
  const { name } = screenOf(flow);
  return name !== 'welcome' && name !== 'ending' && name !== 'sending';
}

export function visitorOf(flow: KioskFlow): Visitor | null {
  const screen = screenOf(flow);
  return 'visitor' in screen ? screen.visitor : null;
}

/** The language the visitor has chosen, else their own; null while neither is known. */
export function languageOf(flow: KioskFlow): string | null {
  const visitor = lastVisitor(flow);
  return flow.chosenLanguage ?? (visitor?.kind === 'known' ? visitor.identified.person.language : null);
}

/** The flow of a kiosk: welcome, device, issue, self-help, ticket; fewer where something is known already. */
export function afterEvent(flow: KioskFlow, event: KioskEvent): KioskFlow {
  switch (event.type) {
    case 'looked-up':
      return { ...flow, lookingUp: event.lookup, notice: null, next: null };
    case 'identified':
    case 'not-identified':
    case 'asked-whose':
      return screenOf(flow).name === 'sending' ? waitingFor(flow, event) : whenLookedUp(flow, event);
    case 'next-turn':
      return flow.next === null ? flow : whenLookedUp({ ...flow, next: null }, flow.next);
    case 'answered':
      return event.visit === flow.visit ? afterEvent(flow, event.answer) : flow;
    case 'is-mine':
      return onTo(flow, issueScreen({ kind: 'scanned', scan: event.scan }));
    case 'chose-language':
      return { ...flow, chosenLanguage: event.language };
    case 'found-one':
      return onTo(flow, { name: 'found' });
    case 'unknown-tag':
      return { ...notSending(flow), notice: 'unknown-tag' };
    case 'told-of-found': {
      const told = notSending(flow);
      return screenOf(told).name === 'found-mine' ? withVisitor(told, (visitor) => onTo(told, afterFound(visitor))) : flow;
    }
    case 'is-new':
      return onTo(flow, { name: 'new-name' });
    case 'typed-name':
      return onTo(flow, issueScreen({ kind: 'typed', name: event.name }));
    case 'chose-device':
      return withVisitor(flow, (visitor) => onTo(flow, { name: 'issue', visitor, device: event.device }));
    case 'chose-issue':
      return withVisitor(flow, (visitor) => onTo(flow, { name: event.next, visitor, device: deviceOf(flow), issue: event.issue }));
    case 'something-else':
      return withVisitor(flow, (visitor) => onTo(flow, afterLanding(visitor)));
    case 'my-tickets':
      return withVisitor(flow, (visitor) => onTo(flow, screenOfOpenTickets(visitor) ?? afterLanding(visitor)));
    case 'chose-ticket':
      return withVisitor(flow, (visitor) => onTo(flow, { name: 'open-ticket', visitor, ticket: event.ticket }));
    case 'has-class':
      return onTo(flow, { name: 'class', visitor: visitorOf(flow), ticketId: event.ticketId, code: event.code });
    case 'skipped-feedback':
      return withVisitor(flow, (visitor) => onTo(flow, afterFeedback(visitor)));
    case 'sending':
      return onTo(withTyped(flow, event), { name: 'sending' });
    case 'not-sent':
      return notSending(flow);
    case 'ended':
      return {
        ...flow,
        path: [
          { name: 'welcome' },
          {
            name: 'ending',
            visitor: withTicketsAfter(event.ending, lastVisitor(flow), notSending(flow).path.at(-1)),
            ending: event.ending,
          },
        ],
        notice: null,
      };
    case 'back':
      return canGoBack(flow) ? { ...flow, path: oneBack(flow.path), notice: null } : flow;
    case 'reset':
      return flow.next === null ? nextVisit(flow) : whenLookedUp({ ...nextVisit(flow), lookingUp: flow.lookingUp }, flow.next);
  }
}

function whenLookedUp(flow: KioskFlow, answer: LookupAnswer): KioskFlow {
  const found = { ...flow, lookingUp: null };
  switch (answer.type) {
    case 'identified':
      return whenIdentified(found, answer.identified, flow.lookingUp);
    case 'not-identified':
      return whenNotIdentified(found, answer.why, flow.lookingUp);
    case 'asked-whose':
      return whenAskedWhose(found, answer.scan);
  }
}

/** Whoever something is being sent for may scan once more; anybody else is next. */
function waitingFor(flow: KioskFlow, answer: LookupAnswer): KioskFlow {
  const visitor = lastVisitor(flow);
  const same =
    (answer.type === 'identified' && isPerson(visitor, answer.identified.person.id)) ||
    (answer.type === 'asked-whose' && hasLaptop(visitor, answer.scan));
  return same ? { ...flow, lookingUp: null } : { ...flow, next: answer };
}

function whenIdentified(flow: KioskFlow, identified: Identified, lookup: Lookup | null): KioskFlow {
  const screen = screenOf(flow);
  const scannedTag = lookup?.by === 'scan' && identified.scannedDeviceId !== null ? lookup.scan : null;
  // "Which laptop is it about?" is answered by its tag, whoever it belongs to.
  if (screen.name === 'device' && scannedTag !== null) {
    return onTo(flow, { name: 'issue', visitor: screen.visitor, device: { kind: 'tag', tag: scannedTag } });
  }
  if (isPerson(visitorOf(flow), identified.person.id) && screen.name !== 'ending') return flow;
  return onTo(visitOf(flow, lookup), landing({ kind: 'known', identified }));
}

/** Somebody's own laptop tells nothing new of them, and "which laptop is it about?" is answered by any tag; else it is somebody new. */
function whenAskedWhose(flow: KioskFlow, scan: string): KioskFlow {
  const screen = screenOf(flow);
  if (screen.name === 'device') return onTo(flow, { name: 'issue', visitor: screen.visitor, device: { kind: 'tag', tag: scan } });
  if (hasLaptop(visitorOf(flow), scan) && screen.name !== 'ending') return flow;
  return onTo(visitOf(flow, null), { name: 'whose', scan, isLaptop: true });
}

function whenNotIdentified(flow: KioskFlow, why: NotIdentified, lookup: Lookup | null): KioskFlow {
  const screen = screenOf(flow);
  if (why === 'unreachable' && lookup?.by === 'scan') {
    if (screen.name === 'device') return onTo(flow, { name: 'issue', visitor: screen.visitor, device: { kind: 'tag', tag: lookup.scan } });
    if (lookup.mine === true) return onTo(flow, issueScreen({ kind: 'scanned', scan: lookup.scan }));
    return onTo(visitOf(flow, lookup), { name: 'whose', scan: lookup.scan, isLaptop: false });
  }
  if (why === 'unreachable' && lookup?.by === 'name') return onTo(visitOf(flow, lookup), issueScreen({ kind: 'typed', name: lookup.name }));
  if (screen.name === 'device' && why === 'unknown' && lookup?.by === 'scan') {
    return onTo(flow, { name: 'issue', visitor: screen.visitor, device: { kind: 'tag', tag: lookup.scan } });
  }
  if (why === 'nobodys') return { ...visitOf(flow, lookup), notice: 'nobodys-laptop' };
  return { ...(screen.name === 'ending' ? visitOf(flow, lookup) : flow), notice: why === 'unknown' ? 'unknown-badge' : 'try-again' };
}

/** A scan lands by state: a laptop of theirs that was found, a ready repair, three taps that are due, an open ticket, a loaner that should be back, or something new. */
function landing(visitor: Visitor): Screen {
  if (visitor.kind !== 'known' || visitor.identified.foundLaptop == null) return afterFound(visitor);
  return { name: 'found-mine', visitor, found: visitor.identified.foundLaptop };
}

function afterFound(visitor: Visitor): Screen {
  if (visitor.kind !== 'known') return issueScreen(visitor);
  const { openTickets, feedbackDue } = visitor.identified;
  const ready = openTickets.find((ticket) => ticket.holdReason === 'ready_for_pickup');
  if (ready !== undefined) return { name: 'open-ticket', visitor, ticket: ready };
  if (feedbackDue !== null) return { name: 'feedback', visitor, due: feedbackDue };
  return afterFeedback(visitor);
}

function afterFeedback(visitor: Visitor): Screen {
  if (visitor.kind !== 'known') return afterLanding(visitor);
  const { overdueLoaner } = visitor.identified;
  const ofOpenTickets = screenOfOpenTickets(visitor);
  if (ofOpenTickets !== null) return ofOpenTickets;
  return overdueLoaner === null ? afterLanding(visitor) : { name: 'loaner', visitor, loaner: overdueLoaner };
}

/** Never ask what is known: a scanned laptop is the one it is about, and who has none is not asked which. */
function afterLanding(visitor: Visitor): Screen {
  if (visitor.kind !== 'known') return issueScreen(visitor);
  const { devices, scannedDeviceId } = visitor.identified;
  if (scannedDeviceId !== null) return { name: 'issue', visitor, device: { kind: 'own', deviceId: scannedDeviceId } };
  return devices.length === 0 ? issueScreen(visitor) : { name: 'device', visitor, devices };
}

const nextVisit = (flow: KioskFlow): KioskFlow => ({ ...firstVisit, visit: flow.visit + 1 });

/** Who scans at the welcome may have chosen a language there, and who said "Yes, it is mine" is still there. */
function visitOf(flow: KioskFlow, lookup: Lookup | null): KioskFlow {
  const begun = screenOf(flow).name === 'welcome' || (lookup?.by === 'scan' && lookup.mine === true);
  return begun ? { ...firstVisit, visit: flow.visit, chosenLanguage: flow.chosenLanguage } : nextVisit(flow);
}

const isPerson = (visitor: Visitor | null, personId: string): boolean =>
  visitor?.kind === 'known' && visitor.identified.person.id === personId;

const hasLaptop = (visitor: Visitor | null, scan: string): boolean =>
  visitor?.kind === 'known' && visitor.identified.devices.some(({ tag }) => tag === scan);

const issueScreen = (visitor: Visitor): Screen => ({ name: 'issue', visitor, device: { kind: 'unknown' } });

const onTo = (flow: KioskFlow, screen: Screen): KioskFlow => ({ ...flow, path: [...flow.path, screen], notice: null });

function withTyped(flow: KioskFlow, { description, answers }: KioskEvent & { readonly type: 'sending' }): KioskFlow {
  const screen = screenOf(flow);
  if (screen.name === 'describe' && description !== undefined) return onTo(withoutLast(flow), { ...screen, description });
  if (screen.name === 'feedback' && answers !== undefined) return onTo(withoutLast(flow), { ...screen, answers });
  return flow;
}

function oneBack(path: KioskFlow['path']): KioskFlow['path'] {
  const [first = { name: 'welcome' } as const, ...rest] = path.slice(0, -1);
  return [first, ...rest];
}

const withoutLast = (flow: KioskFlow): KioskFlow => ({ ...flow, path: oneBack(flow.path) });

const notSending = (flow: KioskFlow): KioskFlow => (screenOf(flow).name === 'sending' ? withoutLast(flow) : flow);

const withVisitor = (flow: KioskFlow, next: (visitor: Visitor) => KioskFlow): KioskFlow => {
  const visitor = visitorOf(flow);
  return visitor === null ? flow : next(visitor);
};

function deviceOf(flow: KioskFlow): AboutDevice {
  const screen = screenOf(flow);
  return 'device' in screen ? screen.device : { kind: 'unknown' };
}

/** While something is being sent the screen before still knows who it is for. */
function lastVisitor(flow: KioskFlow): Visitor | null {
  const before = [...flow.path].reverse().find((screen) => 'visitor' in screen);
  return before !== undefined && 'visitor' in before ? before.visitor : null;
}
