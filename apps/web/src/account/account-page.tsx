import './account.css';
import { Button } from '@mantine/core';
import type { OpenSession } from '@firstbell/contracts/sessions';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../console/loaded.js';
import { PageHead } from '../console/section-layout.js';
import { When } from '../console/when.js';
import { isAdult } from '../sign-in/home-of.rules.js';
import { EndSessionsDialog, type Ending } from './end-sessions-dialog.js';
import { NewPasswordForm } from './new-password-form.js';
import { SecondFactor } from './second-factor.js';
import { sessionsQuery } from './sessions-query.js';
import { useDeviceName } from './use-device-name.js';

const route = getRouteApi('/_staff');

/** What is one's own: where one is signed in, one's password, and an adult's second factor. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const { me } = route.useRouteContext();
  const sessions = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<Ending | null>(null);
  return (
    <div className="account">
      <PageHead title={t('title')} />
      <h2 className="account__heading">{t('sessions')}</h2>
      <p className="account__faint">{t('sessionsLead')}</p>
      <Loaded query={sessions}>
        {(open) => {
          const others = open.filter(({ here }) => !here);
          const schools = new Set(open.map(({ school }) => school));
          return (
            <>
              <ul className="account__sessions">
                {[...open.filter(({ here }) => here), ...others].map((session) => (
                  <SessionCard key={session.id} session={session} named={schools.size > 1} onEnd={() => setEnding({ session })} />
                ))}
              </ul>
              {others.length === 0 ? (
                <p className="account__faint">{t('onlyHere')}</p>
              ) : (
                <Button variant="default" onClick={() => setEnding({ others: others.length })}>
                  {t('endOthers', { count: others.length })}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      <NewPasswordForm />
      {isAdult(me.roles) ? <SecondFactor name={me.name} /> : null}
      {ending === null ? null : <EndSessionsDialog ending={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

interface SessionCardProps {
  readonly session: OpenSession;
  /** With the school that is open there. */
  readonly named: boolean;
  readonly onEnd: () => void;
}

function SessionCard({ session, named, onEnd }: SessionCardProps) {
  const { t } = useTranslation('account');
  const device = useDeviceName()(session);
  return (
    <li className="console-card account__session">
      <div className="account__words">
        <h3 className="console-heading">
          {device} {session.here ? <span className="account__here">{t('here')}</span> : null}
        </h3>
        {named ? <p>{session.school}</p> : null}
        <p className="account__faint">
          {t('used')} <When at={session.usedAt} />
        </p>
        <p className="account__faint">
          {t('signedIn')} <When at={session.signedInAt} />
        </p>
      </div>
      {session.here ? null : (
        <Button variant="default" size="sm" onClick={onEnd} aria-label={t('endNamed', { device })}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}
