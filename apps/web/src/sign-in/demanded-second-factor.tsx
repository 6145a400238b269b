import { peopleOperations, type Me } from '@firstbell/contracts/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { meQuery } from '../api/me-query.js';
import { Button } from '../hallpass/button.js';
import { homeOf } from './home-of.rules.js';

/** Few come here, and the first page everybody loads stays small. */
const SetUpSecondFactor = lazy(async () => ({ default: (await import('../account/set-up-second-factor.js')).SetUpSecondFactor }));

/** The only page an adult has who has no second factor, where the school demands one. */
export function DemandedSecondFactor({ me }: { readonly me: Me }) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => call(peopleOperations.signOut, {}),
    onSettled: () => queryClient.setQueryData(meQuery.queryKey, null),
  });
  const goOn = async (): Promise<void> => {
    const changed = { ...me, mustSetUpSecondFactor: false };
    queryClient.setQueryData(meQuery.queryKey, changed);
    const home = homeOf(changed.roles);
    if (home !== null) await router.navigate({ to: home });
  };
  return (
    <div className="sign-in__form">
      <h1 className="fb-h1 console-no-print">{t('secondFactor.title')}</h1>
      <p className="fb-lead console-no-print">{t('secondFactor.lead', { school: me.school.name })}</p>
      <Suspense>
        <SetUpSecondFactor name={me.name} onDone={() => void goOn()} />
      </Suspense>
      <div className="console-no-print">
        <Button look="quiet" onClick={() => signOut.mutate()}>
          {t('signIn.signOut')}
        </Button>
      </div>
    </div>
  );
}
