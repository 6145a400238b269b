import { Button } from '@mantine/core';
import type { MailingOutlook } from '@firstbell/contracts/mailing';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../console/form-problem.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useMailRoom } from '../mail-room.js';
import { startedMailingOf } from './started-mailing.rules.js';

interface StartMailingProps {
  readonly outlook: MailingOutlook | undefined;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onStart: (people: number) => void;
}

/** Says in numbers what will happen, and when it will be over, before it begins. */
export function StartMailing({ outlook, ready, busy, error, onStart }: StartMailingProps) {
  const { t, i18n } = useTranslation('mail');
  const { sender } = useMailRoom();
  const { exact } = useSchoolTime();
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const startedAlready = startedMailingOf(error);
  const possible = ready && outlook !== undefined && outlook.people > 0;
  return (
    <section className="console-card mail-stack" aria-labelledby="mail-start">
      <h2 id="mail-start">{t('new.start')}</h2>
      {!possible ? (
        <p className="mail-plain">{t('new.nothingYet')}</p>
      ) : sender === null ? (
        <p className="mail-plain">{t('new.noSender')}</p>
      ) : (
        <div>
          <p className="mail-plain">
            <strong>
              {t('new.numbers', {
                count: outlook.withAddress,
                perMinute: format.format(sender.perMinute),
                perDay: format.format(sender.perDay),
              })}
            </strong>
          </p>
          {outlook.ahead === 0 ? null : <p className="mail-plain">{t('new.ahead', { count: outlook.ahead })}</p>}
          {outlook.withAddress === 0 ? null : (
            <p className="mail-plain">
              {outlook.forecast?.lastAt ? t('new.last', { at: exact(outlook.forecast.lastAt) }) : t('new.lastUnknown')}
            </p>
          )}
        </div>
      )}
      <FormProblem error={error} />
      {startedAlready === undefined ? null : (
        <p className="mail-plain">
          <Link to="/mail/$mailingId" params={{ mailingId: startedAlready }} className="fb-link">
            {t('new.lookAtStarted')}
          </Link>
        </p>
      )}
      <div>
        <Button disabled={!possible} loading={busy} onClick={() => (outlook === undefined ? undefined : onStart(outlook.people))}>
          {t('new.startNow')}
        </Button>
      </div>
    </section>
  );
}
