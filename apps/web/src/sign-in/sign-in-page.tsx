import './sign-in.css';
import type { Me } from '@firstbell/contracts/people';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/me-query.js';
import { Button } from '../hallpass/button.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { Wordmark } from '../hallpass/wordmark.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { HallPassDrawing } from '../hallpass/hall-pass-drawing.js';
import { ChangePasswordForm } from './change-password-form.js';
import { DemandedSecondFactor } from './demanded-second-factor.js';
import { homeOf } from './home-of.rules.js';
import { SignInForm } from './sign-in-form.js';
import { signOutHere } from './sign-out.js';

export function SignInPage() {
  const { t, i18n } = useTranslation('shell');
  const { data: me } = useQuery(meQuery);
  const queryClient = useQueryClient();
  useEffect(() => {
    document.title = `${t('signIn.title')} · Firstbell`;
  }, [t]);
  // What was fetched for who was here goes, too; nothing on this page shows it.
  useEffect(() => {
    if (me === null) queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  }, [me, queryClient]);
  return (
    <div className="sign-in">
      <header className="sign-in__head">
        <Wordmark />
        <LanguageToggle
          onChoose={(language) => {
            rememberLanguage(language);
            void i18n.changeLanguage(language);
          }}
        />
      </header>
      <div className="sign-in__art" aria-hidden="true">
        <HallPassDrawing />
      </div>
      <main className="sign-in__main">
        <Now me={me ?? null} />
        <div className="sign-in__stations">
          <p>{t('signIn.stations')}</p>
          <Link to="/kiosk" className="fb-link">
            {t('signIn.openKiosk')}
          </Link>
          <Link to="/board" className="fb-link">
            {t('signIn.openBoard')}
          </Link>
        </div>
      </main>
    </div>
  );
}

function Now({ me }: { readonly me: Me | null }) {
  const { t } = useTranslation('shell');
  if (me === null) return <SignInForm />;
  if (me.mustChangePassword) return <ChangePasswordForm me={me} />;
  if (me.mustSetUpSecondFactor) return <DemandedSecondFactor me={me} />;
  // On the way to their page.
  if (homeOf(me.roles) !== null) return <p role="status">{t('opening')}</p>;
  return <SignedInWithoutPage me={me} />;
}

function SignedInWithoutPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation('shell');
  const queryClient = useQueryClient();
  return (
    <div className="sign-in__form">
      <p className="fb-lead">{t('signIn.noHome', { name: me.name })}</p>
      <div className="sign-in__buttons">
        <Button look="plain" onClick={() => void signOutHere(queryClient)}>
          {t('signIn.signOut')}
        </Button>
        <Link to="/account" className="fb-link">
          {t('signIn.account')}
        </Link>
      </div>
    </div>
  );
}
