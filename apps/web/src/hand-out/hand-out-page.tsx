import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageOpening } from '../shell/page-opening.js';
import { signOutHere } from '../sign-in/sign-out.js';
import { SignOutQuestion } from './sign-out-question.js';
import { Station } from './station.js';
import { useSignedIn } from './use-signed-in.js';

export function HandOutPage() {
  const { t } = useTranslation('handOut');
  const signedIn = useSignedIn();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [asksAbout, setAsksAbout] = useState<number | null>(null);
  useEffect(() => {
    document.title = `${t('title')} · Firstbell`;
  }, [t]);

  const signOut = async (): Promise<void> => {
    void signOutHere(queryClient);
    await router.navigate({ to: '/' });
  };

  if (signedIn.state === 'asking') return <PageOpening />;
  if (signedIn.state === 'out') return <Navigate to="/" search={{ to: '/hand-out' }} />;
  if (signedIn.state === 'unreachable') {
    return (
      <main className="fb-waiting">
        <h1 className="fb-h1">{t('unreachable')}</h1>
      </main>
    );
  }
  return (
    <>
      <Station key={signedIn.me.id} me={signedIn.me} onSignOut={(left) => (left === 0 ? void signOut() : setAsksAbout(left))} />
      {asksAbout === null ? null : <SignOutQuestion left={asksAbout} onStay={() => setAsksAbout(null)} onSignOut={() => void signOut()} />}
    </>
  );
}
