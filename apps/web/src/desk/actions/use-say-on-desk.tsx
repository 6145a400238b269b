import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.js';
import { describeError } from '../../api/describe-error.js';
import { useSkillName } from '../../console/use-skill-name.js';
import { refusalOf } from './refusal.rules.js';
import type { Desk } from './ticket-actions.js';

export type SayOnDesk = Desk['say'] & {
  readonly gotOne: (code: string) => void;
  readonly lapsed: (code: string) => void;
  readonly joined: (count: number) => void;
  readonly plain: (message: string) => void;
};

const states = ['waiting', 'claimed', 'held', 'escalated', 'resolved', 'cancelled'] as const;
const isState = (text: string): text is (typeof states)[number] => states.some((state) => state === text);

/**
 * The short messages of the desk: what happened, or why it did not. What the page shows anyway is only announced, to
 * those who do not see it.
 */
export function useSayOnDesk(announce: (message: string) => void): SayOnDesk {
  const { t } = useTranslation('desk');
  const { t: tErrors } = useTranslation('errors');
  const skillName = useSkillName();
  return useMemo(() => {
    const plain = (message: string): void => void notifications.show({ message, color: 'pine', autoClose: 4_000 });
    const wrong = (message: string, again?: () => void): void => {
      const id = notifications.show({
        color: 'danger',
        autoClose: again === undefined ? 8_000 : 20_000,
        role: 'alert',
        message:
          again === undefined ? (
            message
          ) : (
            <>
              {message}{' '}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  notifications.hide(id);
                  again();
                }}
              >
                {t('said.retry')}
              </Button>
            </>
          ),
      });
    };
    const refused: SayOnDesk['refused'] = (error, ticketCode, again) => {
      const refusal = refusalOf(error);
      const told = error instanceof ApiError ? error.facts['code'] : null;
      const code = ticketCode ?? (typeof told === 'string' ? told : '');
      switch (refusal.because) {
        case 'faster':
        case 'otherHolds':
          return wrong(t(`refused.${refusal.because}`, { name: refusal.name, code }));
        case 'someoneFaster':
        case 'noLonger':
        case 'own':
        case 'withCoach':
          return wrong(t(`refused.${refusal.because}`, { code }));
        case 'frozen':
          return wrong(t('refused.frozen'));
        case 'needsSkill':
          return wrong(t('refused.needsSkill', { code, skill: skillName(refusal.skill) }));
        case 'changed':
          return wrong(t('refused.changed', { code, state: isState(refusal.state) ? t(`state.${refusal.state}`) : refusal.state }));
        case 'network':
          return wrong(ticketCode === null ? t('refused.networkPlain') : t('refused.network', { code }), again);
        case 'reasonNeeded':
        case 'server':
          return wrong(describeError(tErrors, error));
      }
    };
    return {
      refused,
      plain,
      nothingNext: (beyond) => plain(beyond > 0 ? t('said.beyondTraining', { count: beyond }) : t('said.nothingNext')),
      yours: (code) => announce(t('said.yours', { code })),
      nextInstead: (guess, faster, code) =>
        plain(faster === null ? t('said.nextInsteadNobody', { guess, code }) : t('said.nextInstead', { guess, name: faster, code })),
      gotOne: (code) => plain(t('said.gotOne', { code })),
      joined: (count) => announce(t('said.fresh', { count })),
      lapsed: (code) => wrong(t('lease.lapsed', { code })),
    };
    // The words change with the language; skill names follow the same one.
  }, [t, tErrors, announce]);
}
