import type { Me } from '@firstbell/contracts/people';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Button } from '../../hallpass/button.js';
import { Ticket } from '../../hallpass/ticket.js';
import type { Kiosk } from '../use-kiosk.js';
import { useSchoolClock } from '../use-school-clock.js';

interface ClassScreenProps {
  readonly kiosk: Kiosk;
  readonly me: Me;
  readonly ticketId: string;
  readonly code: string;
}

/** A bell nearer than this is no lesson any more: whoever has class then means the next one. */
const leastMinutes = 5;
const choices = [15, 30, 60] as const;

/** Until when a place is kept: the bell, or minutes where none will ring soon. */
export function ClassScreen({ kiosk, me, ticketId, code }: ClassScreenProps) {
  const { t } = useTranslation('kiosk');
  const clock = useSchoolClock(me);
  const bell = useQuery({
    queryKey: ['bell', me.deskId],
    enabled: me.deskId !== null,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { desk } = await call(ticketOperations.board, { deskId: me.deskId ?? '' }, { signal, timeoutMs: 4_000 });
      const isLesson = desk.period !== null && Date.parse(desk.period.endsAt) - Date.now() >= leastMinutes * 60_000;
      return isLesson ? desk.period : null;
    },
  });
  return (
    <div className="ending">
      <div className="ending__ticket">
        <Ticket code={code}>{t('ending.keptStub')}</Ticket>
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('class.title')}
        </h1>
        <p className="fb-lead">{t('class.lead')}</p>
        <div className="kiosk__column" aria-busy={bell.isPending}>
          {bell.isPending ? null : bell.data == null ? (
            <div className="kiosk__ask" role="group" aria-label={t('class.howLong')}>
              <p>{t('class.howLong')}</p>
              <div className="kiosk__row">
                {choices.map((minutes) => (
                  <Button key={minutes} large onClick={() => kiosk.goToClass(ticketId, minutes)}>
                    {t('class.minutes', { count: minutes })}
                  </Button>
                ))}
              </div>
            </div>
          ) : (
            <Button large onClick={() => kiosk.goToClass(ticketId)}>
              {t('class.untilBell', { time: clock(bell.data.endsAt), period: bell.data.name })}
            </Button>
          )}
          <Button large look="plain" onClick={() => kiosk.say({ type: 'back' })}>
            {t('class.stay')}
          </Button>
        </div>
      </div>
    </div>
  );
}
