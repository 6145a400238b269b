import type { Me } from '@firstbell/contracts/people';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReachable } from '../api/reachability.js';
import { Button } from '../hallpass/button.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { BellMark } from '../hallpass/wordmark.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { homeOf } from '../sign-in/home-of.rules.js';
import { CloudOffIcon } from './hand-out-icons.js';
import { Key } from './key.js';

interface StationFrameProps {
  readonly me: Me;
  readonly unsent: number;
  readonly refused: number;
  readonly withStudent: boolean;
  readonly onStartOver: () => void;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** Who works here, the truth about the network, and the keys that always work. */
export function StationFrame({ me, unsent, refused, withStudent, onStartOver, onSignOut, children }: StationFrameProps) {
  const { t, i18n } = useTranslation('handOut');
  const reachable = useReachable();
  const home = homeOf(me.roles) ?? '/';
  return (
    <div className="ho">
      <header className="ho__head">
        <Link to={home} className="fb-wordmark ho__mark" aria-label={t('frame.home')}>
          <BellMark />
          <span>{t('title')}</span>
        </Link>
        <span className="ho__school">{me.school.name}</span>
        <div className="ho__signs" role="status">
          {reachable ? null : (
            <span className="ho__sign ho__sign--away">
              <CloudOffIcon />
              {t('frame.offline')}
            </span>
          )}
          {unsent === 0 ? null : <span className="ho__sign ho__sign--unsent">{t('frame.unsent', { count: unsent })}</span>}
          {refused === 0 ? null : <span className="ho__sign ho__sign--refused">{t('frame.refused', { count: refused })}</span>}
        </div>
        <div className="ho__tools">
          <LanguageToggle
            onChoose={(language) => {
              rememberLanguage(language);
              void i18n.changeLanguage(language);
            }}
          />
          <span className="ho__me">{me.name}</span>
          <Button look="plain" onClick={onSignOut}>
            {t('frame.signOut')}
          </Button>
        </div>
      </header>
      <main className="ho__main">{children}</main>
      <footer className="ho__foot">
        <span>
          <Key>▮▮▯▮</Key> {t('frame.keys.scan')}
        </span>
        <span>
          <Key>Enter</Key> {t('frame.keys.enter')}
        </span>
        <span>
          <Key>1–9</Key> {t('frame.keys.digits')}
        </span>
        {withStudent ? (
          <Button look="quiet" className="ho__over" onClick={onStartOver}>
            <Key>Esc</Key>
            {t('startOver')}
          </Button>
        ) : null}
      </footer>
    </div>
  );
}
