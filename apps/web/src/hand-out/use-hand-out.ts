import { handOutOperations, type Visit } from '@firstbell/contracts/hand-out';
import type { Me } from '@firstbell/contracts/people';
import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { keepSending } from '../outbox/keep-sending.js';
import type { Cohort, Found } from './cohort/cohort.rules.js';
import { afterEvent, currentStep, type HandOutEvent, type HandOutFlow, nobodyYet } from './flow/hand-out-flow.rules.js';
import { standingOf } from './flow/standing.rules.js';
import { troubleOfRefusal } from './flow/trouble.rules.js';
import { handOutStore } from './hand-out-store.js';
import {
  type HandOutEntry,
  isRefused,
  isUnsent,
  laptopWithUnsent,
  type MarkRequest,
  type RefusedEntry,
  type Unsent,
  withUnsent,
} from './outbox/hand-out-entry.rules.js';
import { HandOutOutbox } from './outbox/hand-out-outbox.js';

/** Nobody waits longer for a person to be found; the station then says what it knows itself. */
const lookUpMs = 4_000;
/** While something is being done elsewhere (an account made, a slip printed), the visit follows it. */
const followMs = 5_000;
const deliveredKept = 200;

export interface HandOut {
  readonly flow: HandOutFlow;
  readonly unsent: readonly Unsent[];
  readonly refused: readonly RefusedEntry[];
  readonly say: (event: HandOutEvent) => void;
  readonly scan: (scan: string) => void;
  /** Chosen from the names this station knows. */
  readonly pick: (found: Found) => void;
  readonly mark: (state: 'done' | 'skipped', question?: string) => void;
  readonly giveLaptop: (conditionNote?: string) => void;
  readonly dismiss: (entry: RefusedEntry) => void;
}

/** What can be done at the station, and what comes of it. */
export function useHandOut(me: Me, cohort: Cohort | null): HandOut {
  const [flow, say] = useReducer(afterEvent, nobodyYet);
  const [entries, setEntries] = useState<readonly HandOutEntry[]>([]);
  const [outbox, setOutbox] = useState<HandOutOutbox | null>(null);
  const latestLookUp = useRef(0);
  /** Sent, and perhaps not yet in the cohort kept here. */
  const delivered = useRef<readonly Unsent[]>([]);
  const schoolId = me.school.id;
  const unsent = entries.filter(isUnsent);

  const refresh = useEffectEvent((visit: Visit) => say({ type: 'refreshed', visit: withUnsent(visit, unsent) }));
  /** A refusal is told at once while the student it is about is still at the station. */
  const tellsAtOnce = useEffectEvent((entry: Unsent, error: ApiError): boolean => {
    if (flow.visit?.student.id !== entry.request.personId) return false;
    void ask(entry.request.personId);
    say({ type: 'in-the-way', trouble: troubleOfRefusal(error, '') });
    return true;
  });
  const ask = async (personId: string): Promise<void> => {
    const { visit } = await call(handOutOperations.identifyForHandOut, { personId }, { timeoutMs: lookUpMs });
    if (visit !== null) refresh(visit);
  };

  useEffect(() => {
    let stop = (): void => undefined;
    let stopped = false;
    void handOutStore().then((store) => {
      if (stopped) return;
      const opened = new HandOutOutbox({
        store,
        schoolId,
        call,
        now: Date.now,
        onEntries: setEntries,
        onDelivered: (entry, { kind, answer }) => {
          delivered.current = [...delivered.current.slice(-deliveredKept), entry];
          if (kind === 'mark') refresh(answer);
        },
        tellsAtOnce: (entry, error) => tellsAtOnce(entry, error),
      });
      setOutbox(opened);
      void opened.tell();
      stop = keepSending(() => opened.sendAll());
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [schoolId]);

  const waitsElsewhere = flow.visit?.steps.some((step) => standingOf(step) === 'elsewhere') ?? false;
  const studentId = flow.visit?.student.id;
  const follow = useEffectEvent((personId: string) => void ask(personId).catch(() => undefined));
  useEffect(() => {
    if (!waitsElsewhere || studentId === undefined) return undefined;
    const timer = setInterval(() => follow(studentId), followMs);
    return () => clearInterval(timer);
  }, [waitsElsewhere, studentId]);

  const scan = (scanned: string): void => {
    const mine = (latestLookUp.current += 1);
    // What the station knows itself is on screen at once; what the server knows takes its place when it comes.
    const known = cohort?.find(scanned) ?? null;
    const recorded = [...delivered.current, ...unsent];
    const take = (found: Found): void =>
      say({
        type: 'identified',
        visit: found.visit === null ? null : withUnsent(found.visit, recorded),
        laptop: found.laptop === null ? null : laptopWithUnsent(found.laptop, recorded),
      });
    if (known === null) say({ type: 'looked-up', scan: scanned });
    else take(known);
    call(handOutOperations.identifyForHandOut, { scan: scanned }, { timeoutMs: lookUpMs }).then(
      (found) => {
        if (mine !== latestLookUp.current) return;
        if (known === null) take(found);
        else if (found.laptop !== null) say({ type: 'laptop-checked', laptop: laptopWithUnsent(found.laptop, unsent) });
        else if (found.visit !== null) refresh(found.visit);
      },
      (error: unknown) => {
        if (mine !== latestLookUp.current) return;
        const away = !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 401;
        if (!away) say({ type: 'in-the-way', trouble: troubleOfRefusal(error, scanned) });
        else if (known === null) say({ type: 'in-the-way', trouble: { kind: 'unknown-offline', scan: scanned } });
      },
    );
  };

  const record = (entry: Unsent): void => {
    const { visit } = flow;
    if (visit === null || outbox === null) return;
    say({ type: 'refreshed', visit: withUnsent(visit, [entry]) });
    outbox.record(entry).catch(() => {
      say({ type: 'refreshed', visit });
      say({ type: 'in-the-way', trouble: { kind: 'not-kept', name: visit.student.name } });
    });
  };
  const about = (visit: Visit) => ({ id: uuid(), schoolId, pressedAt: Date.now(), who: visit.student.name });

  return {
    flow,
    unsent,
    pick: ({ visit }) => {
      if (visit === null) return;
      latestLookUp.current += 1;
      say({ type: 'identified', visit: withUnsent(visit, [...delivered.current, ...unsent]), laptop: null });
      void ask(visit.student.id).catch(() => undefined);
    },
    refused: entries.filter(isRefused),
    scan,
    say: (event) => {
      if (event.type === 'reset') latestLookUp.current += 1;
      say(event);
    },
    mark: (state, question = '') => {
      const step = currentStep(flow);
      if (flow.visit === null || (step !== 'video' && step !== 'basics')) return;
      const basis = about(flow.visit);
      const request: MarkRequest = {
        requestId: basis.id,
        planId: flow.visit.plan.id,
        personId: flow.visit.student.id,
        step,
        state,
        ...(step === 'video' && flow.answer !== null ? { answer: flow.answer } : {}),
        ...(step === 'video' && question.trim() !== '' ? { question: question.trim() } : {}),
      };
      record({ ...basis, kind: 'mark', request });
    },
    giveLaptop: (conditionNote = '') => {
      const { visit, laptop, handing } = flow;
      if (visit === null || laptop === null) return;
      if (!handing.agreement) {
        say({ type: 'agreement-missing' });
        return;
      }
      const basis = about(visit);
      record({
        ...basis,
        kind: 'check-out',
        tag: laptop.tag,
        model: laptop.model,
        request: {
          id: basis.id,
          personId: visit.student.id,
          deviceId: laptop.id,
          planId: visit.plan.id,
          charger: handing.charger,
          laptopCase: handing.laptopCase,
          agreement: visit.agreementOnFile ? 'on_file' : 'ticked',
          condition: handing.condition,
          ...(handing.condition === 'damaged' && conditionNote.trim() !== '' ? { conditionNote: conditionNote.trim() } : {}),
        },
      });
    },
    dismiss: (entry) => void outbox?.dismiss(entry),
  };
}
