import type { Me } from '@firstbell/contracts/people';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NetworkError } from '../api/api-error.js';
import { useReachable } from '../api/reachability.js';
import { Button } from '../hallpass/button.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { Wordmark } from '../hallpass/wordmark.js';
import { canGoBack, screenOf, stepOf, visitorOf } from './kiosk-flow.rules.js';
import { BackIcon, CloudIcon, HighIcon, LowIcon, SpeakIcon } from './kiosk-icons.js';
import type { Kiosk } from './use-kiosk.js';
import { useReadAloud } from './use-read-aloud.js';

interface KioskFrameProps {
  readonly kiosk: Kiosk;
  readonly me: Me;
  readonly waiting: number;
  readonly children: ReactNode;
}

/** Back at the upper left, language at the upper right, the truth about the network below. */
export function KioskFrame({ kiosk, me, waiting, children }: KioskFrameProps) {
  const { t } = useTranslation('kiosk');
  const [low, setLow] = useState(false);
  const reader = useReadAloud(stepOf(kiosk.flow));
  const reachable = useReachable();
  const screen = screenOf(kiosk.flow);
  const visitor = visitorOf(kiosk.flow);
  const name = visitor?.kind === 'known' ? visitor.identified.person.name : visitor?.kind === 'typed' ? visitor.name : null;
  return (
    <div className="kiosk" data-reach={low ? 'low' : 'normal'} data-screen={screen.name}>
      <header className="kiosk__head">
        {canGoBack(kiosk.flow) ? (
          <Button look="plain" className="kiosk__back" onClick={() => kiosk.say({ type: 'back' })}>
            <BackIcon />
            {t('back')}
          </Button>
        ) : (
          <Wordmark />
        )}
        <span className="kiosk__who">{name === null ? me.school.name : t('greeting', { name })}</span>
        <div className="kiosk__tools">
          {reader.possible ? (
            <button
              type="button"
              className="fb-choice kiosk__tool"
              aria-pressed={reader.reading}
              onClick={reader.toggle}
              aria-label={reader.reading ? t('tools.stopReading') : t('tools.readAloud')}
              title={t('tools.readAloud')}
            >
              <SpeakIcon />
            </button>
          ) : null}
          <button
            type="button"
            className="fb-choice kiosk__tool kiosk__reach"
            aria-pressed={low}
            onClick={() => setLow(!low)}
            aria-label={low ? t('tools.normalReach') : t('tools.lowReach')}
            title={t('tools.lowReach')}
          >
            {low ? <HighIcon /> : <LowIcon />}
          </button>
          <LanguageToggle onChoose={kiosk.chooseLanguage} />
        </div>
      </header>
      <main className="kiosk__main">{children}</main>
      <div className="kiosk__foot" role="status">
        {kiosk.flow.lookingUp !== null && (screen.name === 'sending' || screen.name === 'ending') ? (
          <p className="fb-notice">{t('welcome.found')}</p>
        ) : null}
        {kiosk.failure === null ? null : (
          <p className="fb-notice fb-notice--error">{kiosk.failure instanceof NetworkError ? t('needsNetwork') : t('failure')}</p>
        )}
        {reachable ? null : (
          <p className="fb-notice kiosk__offline">
            <CloudIcon />
            {t('offline')}
          </p>
        )}
        {waiting === 0 ? null : <p className="kiosk__kept">{t('keptCount', { count: waiting })}</p>}
      </div>
    </div>
  );
}
