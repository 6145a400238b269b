import type { Issue } from '@firstbell/contracts/issues';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import { foundLaptopOperations } from '@firstbell/contracts/found-laptops';
import type { Me } from '@firstbell/contracts/people';
import { type FiledTicket, ticketOperations } from '@firstbell/contracts/tickets';
import { useEffect, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { isAway } from '../api/is-away.rules.js';
import { WishId } from '../api/wish-id.js';
import type { TapAnswers } from '../feedback/three-taps.js';
import { spokenLines, ticketLanguage } from '../i18n/spoken.js';
import { thanked } from './ending.rules.js';
import { afterChoosing } from './issue-choice.rules.js';
import {
  type AboutDevice,
  afterEvent,
  type Ending,
  firstVisit,
  languageOf,
  type KioskEvent,
  type KioskFlow,
  type Lookup,
  screenOf,
  type SentAnswer,
  type Visitor,
} from './kiosk-flow.rules.js';
import type { Outbox } from './outbox/outbox.js';
import type { Filing } from './outbox/outbox.rules.js';

/** A student does not wait longer than this for an answer; a scan is then kept as it is. */
const limit = { timeoutMs: 4_000 };

/** Who scanned while something was sent lets the one before them read what came of it. */
const nextTurnMs = 3_000;

export interface Wish {
  readonly keepPlace?: boolean;
  readonly wantsAdult?: boolean;
  readonly description?: string;
}

/** What filing a ticket takes, at the kiosk as on a student's own page. */
export interface Visit {
  readonly flow: KioskFlow;
  /** What could not be done just now; the student may try again. */
  readonly failure: unknown;
  readonly say: (event: KioskEvent) => void;
  readonly chooseIssue: (issue: Issue) => void;
  readonly file: (issue: Issue, how?: Wish) => void;
  readonly fixedBySteps: (issue: Issue) => void;
  readonly startOver: () => void;
}

export interface Kiosk extends Visit {
  readonly lookUp: (lookup: Lookup) => void;
  /** Somebody found the laptop of this tag. */
  readonly reportFound: (scan: string) => void;
  /** Their laptop that was found is with them again. */
  readonly hasItAgain: (foundId: string) => void;
  readonly finishSelfHelp: (ticketId: string, fixed: boolean) => void;
  readonly comeBack: (ticketId: string) => void;
  /** Until the bell, or for so many minutes. */
  readonly goToClass: (ticketId: string, minutes?: number) => void;
  readonly leaveLine: (ticketId: string, code: string) => void;
  readonly giveFeedback: (ticketId: string, answers: TapAnswers) => void;
  readonly chooseLanguage: (language: string) => void;
}

/** What a visitor can do at the kiosk, and what comes of it. */
export function useKiosk(me: Me, outbox: Outbox): Kiosk {
  const { i18n } = useTranslation();
  const [flow, dispatch] = useReducer(afterEvent, firstVisit);
  const [failure, setFailure] = useState<{ readonly visit: number; readonly error: unknown } | null>(null);
  const latestLookup = useRef(0);
  const [wish] = useState(() => new WishId());
  const language = i18n.resolvedLanguage ?? 'en';
  const spoken = languageOf(flow) ?? me.language;
  useEffect(() => void i18n.changeLanguage(spoken), [spoken, i18n]);

  const say = (event: KioskEvent): void => {
    setFailure(null);
    dispatch(event);
  };
  const end = (ending: Ending): void => dispatch({ type: 'answered', visit: flow.visit, answer: { type: 'ended', ending } });

  const nextCanCome = flow.next !== null && screenOf(flow).name !== 'sending';
  useEffect(() => {
    if (!nextCanCome) return;
    const timer = setTimeout(() => dispatch({ type: 'next-turn' }), nextTurnMs);
    return () => clearTimeout(timer);
  }, [nextCanCome]);

  const startOver = (): void => {
    latestLookup.current += 1;
    say({ type: 'reset' });
  };

  const lookUp = (lookup: Lookup): void => {
    const mine = (latestLookup.current += 1);
    say({ type: 'looked-up', lookup });
    const asked =
      lookup.by === 'scan'
        ? call(ticketOperations.identify, { scan: lookup.scan, mine: lookup.mine }, limit)
        : call(ticketOperations.identifyPerson, { personId: lookup.personId }, limit);
    asked.then(
      (identified) => {
        if (mine !== latestLookup.current) return;
        dispatch({ type: 'identified', identified });
      },
      (error: unknown) => {
        if (mine !== latestLookup.current) return;
        if (lookup.by === 'scan' && codeOf(error) === 'scan.whose_laptop') dispatch({ type: 'asked-whose', scan: lookup.scan });
        else dispatch({ type: 'not-identified', why: whyNotFound(error) });
      },
    );
  };

  const file: Kiosk['file'] = (issue, { keepPlace = false, wantsAdult = false, description = '' } = {}) => {
    const screen = screenOf(flow);
    if (!('visitor' in screen) || screen.visitor === null) return;
    const device: AboutDevice = 'device' in screen ? screen.device : { kind: 'unknown' };
    const wish = {
      ...whoOf(screen.visitor),
      ...deviceOf(device),
      issueId: issue.id,
      language: ticketLanguage(language),
      keepPlace,
      wantsAdult,
      ...(description.trim() === '' ? {} : { description: description.trim() }),
    };
    say({ type: 'sending', description });
    outbox.submit(wish).then((result) => {
      const about = { issue, keptPlace: keepPlace, adult: wantsAdult || issue.audience === 'coach' };
      // What was written may have made it private; only the server knows.
      if (result.kind === 'filed') end({ kind: 'filed', ticket: result.ticket, ...about, adult: result.ticket.private ?? about.adult });
      else if (result.kind === 'kept') end({ kind: 'kept', code: result.code, ...about });
      else end({ kind: 'refused', code: result.error.code, detail: result.error.detail, ticketCode: codeIn(result.error) });
    }, failed);
  };

  const failed = (error: unknown): void => {
    setFailure({ visit: flow.visit, error });
    dispatch({ type: 'answered', visit: flow.visit, answer: { type: 'not-sent' } });
  };
  /** Pressed again after a lost answer it is the same wish. */
  const act = <T>(wanted: object, send: (requestId: string) => Promise<T>, then: (answer: T) => SentAnswer, answers?: TapAnswers): void => {
    say({ type: 'sending', ...(answers === undefined ? {} : { answers }) });
    send(wish.of(wanted)).then((answer) => {
      wish.done();
      dispatch({ type: 'answered', visit: flow.visit, answer: then(answer) });
    }, failed);
  };
  const ended = (ending: Ending): SentAnswer => ({ type: 'ended', ending });
  const backInLine = (ticket: FiledTicket): SentAnswer => ended({ kind: 'back-in-line', ticket });

  return {
    flow,
    failure: failure?.visit === flow.visit ? failure.error : null,
    lookUp,
    say,
    file,
    startOver,
    reportFound: (scan) => {
      say({ type: 'sending' });
      outbox.reportFound(scan).then((result) => {
        if (result === 'unknown') dispatch({ type: 'answered', visit: flow.visit, answer: { type: 'unknown-tag' } });
        else end({ kind: 'found-told' });
      }, failed);
    },
    hasItAgain: (foundId) =>
      act(
        { ends: foundId },
        (requestId) => call(foundLaptopOperations.endFoundLaptop, { foundId, requestId }, limit),
        () => ({ type: 'told-of-found' }),
      ),
    chooseIssue: (issue) => {
      const next = afterChoosing(issue, spokenLines(issue.selfHelp, language));
      if (next === null) file(issue);
      else say({ type: 'chose-issue', issue, next });
    },
    fixedBySteps: (issue) => {
      void outbox.countSelfHelp(issue.id);
      say({ type: 'ended', ending: { kind: 'solved' } });
    },
    finishSelfHelp: (ticketId, fixed) =>
      act(
        { finishes: ticketId, fixed },
        (requestId) => call(ticketOperations.finishSelfHelp, { ticketId, requestId, fixed }, limit),
        (ticket) => (fixed ? ended({ kind: 'solved' }) : backInLine(ticket)),
      ),
    comeBack: (ticketId) =>
      act({ comesBack: ticketId }, (requestId) => call(ticketOperations.comeBack, { ticketId, requestId }, limit), backInLine),
    goToClass: (ticketId, minutes) =>
      act(
        { goesToClass: ticketId, minutes },
        (requestId) => call(ticketOperations.goToClass, { ticketId, requestId, minutes }, limit),
        ({ ticket, until }) => ended({ kind: 'in-class', code: ticket.code, until }),
      ),
    leaveLine: (ticketId, code) =>
      act(
        { leaves: ticketId },
        (requestId) => call(ticketOperations.leaveLine, { ticketId, requestId }, limit),
        () => ended({ kind: 'left', code }),
      ),
    giveFeedback: (ticketId, answers) => {
      const { comment, ...taps } = answers;
      const given = { ticketId, ...taps, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) };
      act(
        { given },
        (requestId) => call(feedbackOperations.giveFeedback, { ...given, requestId }, limit),
        (answer) => ended(thanked(taps.reopen, answer)),
        answers,
      );
    },
    chooseLanguage: (chosen) => dispatch({ type: 'chose-language', language: chosen }),
  };
}

const codeOf = (error: unknown): string | null => (error instanceof ApiError ? error.code : null);

function whyNotFound(error: unknown): 'unknown' | 'nobodys' | 'unreachable' | 'refused' {
  if (!(error instanceof ApiError) || isAway(error)) return 'unreachable';
  if (error.code === 'device.nobodys') return 'nobodys';
  return error.status === 404 || error.status === 400 || error.status === 422 ? 'unknown' : 'refused';
}

function whoOf(visitor: Visitor): Pick<Filing, 'personId' | 'scan' | 'mine' | 'typedName'> {
  if (visitor.kind === 'known') return { personId: visitor.identified.person.id };
  return visitor.kind === 'scanned' ? { scan: visitor.scan, mine: true } : { typedName: visitor.name };
}

function deviceOf(device: AboutDevice): Pick<Filing, 'deviceId' | 'deviceTag'> {
  if (device.kind === 'own') return { deviceId: device.deviceId };
  return device.kind === 'tag' ? { deviceTag: device.tag } : {};
}

/** The code of the ticket a refusal is about. */
export function codeIn(error: ApiError): string | null {
  const { code } = error.facts;
  return typeof code === 'string' ? code : null;
}
