import type { Me } from '@firstbell/contracts/people';
import type { FiledTicket } from '@firstbell/contracts/tickets';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { BellMark } from '../../hallpass/wordmark.js';
import { Ticket } from '../../hallpass/ticket.js';
import { bellTime } from '../../i18n/bell-time.js';
import { spokenLines } from '../../i18n/spoken.js';
import { backWith } from '../ending.rules.js';
import type { Ending } from '../kiosk-flow.rules.js';
import { PlaceAndWait } from '../place-and-wait.js';
import type { Visit } from '../use-kiosk.js';
import { useSchoolClock } from '../use-school-clock.js';
import { OtherTickets } from './other-tickets.js';

interface Shown {
  readonly code: string | null;
  readonly stub?: ReactNode;
  readonly title: string;
  readonly lead: string;
  readonly stepsLead?: string;
  readonly steps?: readonly string[];
}

interface EndingScreenProps {
  readonly kiosk: Visit;
  readonly me: Me;
  readonly ending: Ending;
  /** What can be done about a ticket that stands in line, besides going away. */
  readonly whileInLine?: (ticket: FiledTicket) => ReactNode;
}

/** The code, and what happens next. */
export function EndingScreen({ kiosk, me, ending, whileInLine }: EndingScreenProps) {
  const { t, i18n } = useTranslation('kiosk');
  const shown = shownOf(t, ending, i18n.resolvedLanguage ?? 'en', useSchoolClock(me));
  const inLine = ticketInLine(ending);
  return (
    <div className="ending">
      <div className="ending__ticket">{shown.code === null ? <BellMark /> : <Ticket code={shown.code}>{shown.stub}</Ticket>}</div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {shown.title}
        </h1>
        <p className="fb-lead">{shown.lead}</p>
        {shown.stepsLead === undefined ? null : <p className="ending__steps-lead">{shown.stepsLead}</p>}
        {shown.steps === undefined ? null : (
          <ol className="ending__steps">
            {shown.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        <div className="kiosk__row">
          <Button large onClick={kiosk.startOver}>
            {t('done')}
          </Button>
          {inLine === null ? null : whileInLine?.(inLine)}
          <OtherTickets kiosk={kiosk} />
          {ending.kind === 'thanked' || ending.kind === 'solved' || ending.kind === 'refused' ? (
            <Button large look="plain" onClick={() => kiosk.say({ type: 'something-else' })}>
              {t('ending.somethingElse')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** Whose place can be kept through a lesson: not of a ticket for the coach, who comes to the student. */
function ticketInLine(ending: Ending): FiledTicket | null {
  if (ending.kind === 'back-in-line') return backWith(ending.ticket) === 'line' ? ending.ticket : null;
  return ending.kind === 'filed' && !ending.adult ? ending.ticket : null;
}

const forTheCoach = (t: TFunction<'kiosk'>, code: string): Shown => ({
  code,
  stub: t('ending.adultStub'),
  title: t('ending.adult.title'),
  lead: t('ending.adult.lead', { code }),
});

function shownOf(t: TFunction<'kiosk'>, ending: Ending, language: string, clock: (at: string) => string): Shown {
  switch (ending.kind) {
    case 'filed': {
      const { code } = ending.ticket;
      if (ending.adult) return forTheCoach(t, code);
      if (ending.keptPlace)
        return {
          code,
          stub: t('ending.keptStub'),
          title: t('ending.keptPlace.title'),
          lead: t('ending.keptPlace.lead'),
          steps: spokenLines(ending.issue.selfHelp, language),
        };
      const steps = spokenLines(ending.issue.selfHelp, language);
      return {
        code,
        stub: <PlaceAndWait ticket={ending.ticket} />,
        title: t('ending.filed.title'),
        lead: nobodyToTakeIt(t, ending.ticket, language) ?? t('ending.filed.lead', { code }),
        // Who could not name the problem has not been shown its steps yet.
        ...(ending.issue.picture === 'not-sure' && steps.length > 0 ? { stepsLead: t('ending.whileWaiting'), steps } : {}),
      };
    }
    case 'kept':
      return {
        code: ending.code,
        stub: t('ending.kept.stub'),
        title: t('ending.kept.title'),
        lead: ending.code === null ? t('ending.kept.noCode') : t('ending.kept.lead'),
        ...(ending.keptPlace ? { steps: spokenLines(ending.issue.selfHelp, language) } : {}),
      };
    case 'refused':
      if (ending.code === 'ticket.already_open')
        return { code: ending.ticketCode, stub: t('ending.noPlace'), title: t('ending.already.title'), lead: t('ending.already.lead') };
      if (ending.code === 'device.not_usable') return { code: null, title: t('ending.notUsable.title'), lead: t('ending.notUsable.lead') };
      return { code: null, title: t('ending.refused.title'), lead: language === 'en' ? ending.detail : t('ending.refused.lead') };
    case 'solved':
      return { code: null, title: t('ending.solved.title'), lead: t('ending.solved.lead') };
    case 'back-in-line':
      if (backWith(ending.ticket) === 'adult') return forTheCoach(t, ending.ticket.code);
      if (backWith(ending.ticket) === 'escalated')
        return {
          code: ending.ticket.code,
          stub: t('ending.adultStub'),
          title: t('openTicket.escalated.title'),
          lead: t('openTicket.escalated.lead'),
        };
      return {
        code: ending.ticket.code,
        stub: <PlaceAndWait ticket={ending.ticket} />,
        title: t('ending.backInLine.title'),
        lead: nobodyToTakeIt(t, ending.ticket, language) ?? t('ending.backInLine.lead'),
      };
    case 'in-class':
      return {
        code: ending.code,
        stub: t('ending.keptStub'),
        title: t('ending.inClass.title'),
        lead: ending.until === null ? t('ending.backInLine.lead') : t('ending.inClass.lead', { time: clock(ending.until) }),
      };
    case 'left':
      return { code: null, title: t('ending.left.title'), lead: t('ending.left.lead', { code: ending.code }) };
    case 'found-told':
      return { code: null, title: t('ending.foundTold.title'), lead: t('ending.foundTold.lead') };
    case 'thanked':
      return {
        code: null,
        title: t('ending.thanked.title'),
        lead: ending.reopened ? t('ending.thanked.reopened') : t('ending.thanked.lead'),
      };
  }
}

/** What is said in place of "watch the board" while nobody at the desk may take the ticket. */
function nobodyToTakeIt(t: TFunction<'kiosk'>, { nobodyQualified }: FiledTicket, language: string): string | null {
  if (nobodyQualified == null) return null;
  const { comeBack, nobodyThere } = nobodyQualified;
  if (comeBack === null) return nobodyThere === true ? t('ending.nobodyThere.later') : t('ending.nobody.told');
  const when = { time: bellTime(language, comeBack.startsAt), period: comeBack.period };
  return nobodyThere === true ? t('ending.nobodyThere.comeBack', when) : t('ending.nobody.comeBack', when);
}
