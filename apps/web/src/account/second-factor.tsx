import '../console/console.css';
import './account.css';
import type { SecondFactorState } from '@firstbell/contracts/second-factor';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askWhoAgain } from '../api/me-query.js';
import { Loaded } from '../console/loaded.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { Button } from '../hallpass/button.js';
import { ConfirmWithCode } from './confirm-with-code.js';
import { RecoveryCodes } from './recovery-codes.js';
import { secondFactorQuery } from './second-factor-query.js';
import { SetUpSecondFactor } from './set-up-second-factor.js';

type Doing = { readonly what: 'nothing' | 'set_up' | 'turn_off' | 'renew' } | { readonly what: 'keep'; readonly codes: readonly string[] };

/** One's own second factor: whether it is on, and what can be done about it. One thing at a time. */
export function SecondFactor({ name }: { readonly name: string }) {
  const { t } = useTranslation('account');
  const router = useRouter();
  const queryClient = useQueryClient();
  const state = useQuery(secondFactorQuery);
  const [doing, setDoing] = useState<Doing>({ what: 'nothing' });
  const stop = (): void => setDoing({ what: 'nothing' });
  const done = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
    stop();
    // Where it is demanded, there is something to do first again.
    await askWhoAgain(queryClient);
    await router.invalidate();
  };
  return (
    <section className="console-card account__factor" aria-labelledby="second-factor">
      <h2 id="second-factor" className="console-no-print">
        {t('secondFactor.title')}
      </h2>
      {doing.what === 'set_up' ? (
        <SetUpSecondFactor name={name} onDone={() => void done()} onCancel={stop} />
      ) : doing.what === 'keep' ? (
        <RecoveryCodes name={name} codes={doing.codes} onDone={() => void done()} />
      ) : doing.what === 'turn_off' || doing.what === 'renew' ? (
        <ConfirmWithCode
          what={doing.what}
          onDone={(codes) => (codes === null ? void done() : setDoing({ what: 'keep', codes }))}
          onCancel={stop}
        />
      ) : (
        <Loaded query={state}>{(shown) => <Now state={shown} onChoose={(what) => setDoing({ what })} />}</Loaded>
      )}
    </section>
  );
}

interface NowProps {
  readonly state: SecondFactorState;
  readonly onChoose: (what: 'set_up' | 'turn_off' | 'renew') => void;
}

function Now({ state, onChoose }: NowProps) {
  const { t } = useTranslation('account');
  const { exact } = useSchoolTime();
  if (!state.on) {
    return (
      <>
        <p>{t('secondFactor.what')}</p>
        <p>
          <strong>{t('secondFactor.isOff')}</strong>
        </p>
        <div>
          <Button onClick={() => onChoose('set_up')}>{t('secondFactor.turnOn')}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>
        <strong>{t('secondFactor.isOn', { date: exact(state.since ?? '') })}</strong>{' '}
        {t('secondFactor.left', { count: state.recoveryCodesLeft })}
      </p>
      <p>{t('secondFactor.newPhone')}</p>
      <div className="account__actions">
        <Button look="plain" onClick={() => onChoose('renew')}>
          {t('secondFactor.renew')}
        </Button>
        <Button look="plain" onClick={() => onChoose('turn_off')}>
          {t('secondFactor.turnOff')}
        </Button>
      </div>
    </>
  );
}
