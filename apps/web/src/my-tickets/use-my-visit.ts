import { issueOperations } from '@firstbell/contracts/issues';
import { myTicketOperations } from '@firstbell/contracts/my-tickets';
import type { Me } from '@firstbell/contracts/people';
import { useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { WishId } from '../api/wish-id.js';
import { spokenLines, ticketLanguage } from '../i18n/spoken.js';
import { afterChoosing } from '../kiosk/issue-choice.rules.js';
import { type AboutDevice, afterEvent, type Ending, firstVisit, type KioskEvent, screenOf } from '../kiosk/kiosk-flow.rules.js';
import { codeIn, type Visit } from '../kiosk/use-kiosk.js';
import type { MyTickets } from './my-tickets-room.js';

export interface MyVisit extends Visit {
  /** Something is wrong: which device, which issue, what to try first. */
  readonly begin: (devices: MyTickets['devices']) => void;
}

/** The kiosk's way to a ticket for somebody whom the server knows already. `onFiled` is told its code. */
export function useMyVisit(me: Me, onFiled: (code: string) => void): MyVisit {
  const { i18n } = useTranslation();
  const [flow, dispatch] = useReducer(afterEvent, firstVisit);
  const [failure, setFailure] = useState<unknown>(null);
  const [wish] = useState(() => new WishId());
  const language = i18n.resolvedLanguage ?? 'en';

  const say = (event: KioskEvent): void => {
    setFailure(null);
    dispatch(event);
  };
  const end = (ending: Ending): void => say({ type: 'ended', ending });
  const startOver = (): void => say({ type: 'reset' });

  const file: Visit['file'] = (issue, { keepPlace = false, wantsAdult = false, description = '' } = {}) => {
    const screen = screenOf(flow);
    const device: AboutDevice = 'device' in screen ? screen.device : { kind: 'unknown' };
    const wanted = {
      issueId: issue.id,
      language: ticketLanguage(language),
      keepPlace,
      wantsAdult,
      ...(device.kind === 'own' ? { deviceId: device.deviceId } : {}),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
    };
    say({ type: 'sending', description });
    call(myTicketOperations.fileMyTicket, { id: wish.of(wanted), ...wanted }).then(
      ({ code }) => {
        wish.done();
        startOver();
        onFiled(code);
      },
      (error: unknown) => {
        if (error instanceof ApiError && isForGood(error))
          end({ kind: 'refused', code: error.code, detail: error.detail, ticketCode: codeIn(error) });
        else {
          setFailure(error);
          dispatch({ type: 'not-sent' });
        }
      },
    );
  };

  return {
    flow,
    failure,
    say,
    file,
    startOver,
    begin: (devices) => {
      const person = { id: me.id, name: me.name, language: me.language, homeroom: null };
      const nothingElse = { scannedDeviceId: null, openTickets: [], feedbackDue: null, overdueLoaner: null };
      say({ type: 'identified', identified: { person, devices, ...nothingElse } });
    },
    chooseIssue: (issue) => {
      const next = afterChoosing(issue, spokenLines(issue.selfHelp, language));
      if (next === null) file(issue);
      else say({ type: 'chose-issue', issue, next });
    },
    fixedBySteps: (issue) => {
      // A count that is lost is no reason to keep somebody whose laptop works.
      call(issueOperations.recordSelfHelp, { issueId: issue.id, requestId: uuid() }).catch(() => undefined);
      end({ kind: 'solved' });
    },
  };
}

/** Asking again would be answered the same. */
const isForGood = ({ status }: ApiError): boolean => status === 404 || status === 409 || status === 422;
