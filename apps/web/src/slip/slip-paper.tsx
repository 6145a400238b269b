import type { Slip } from '@firstbell/contracts/directory';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const route = getRouteApi('/_staff');

type ShownSlip = Extract<Slip, { kind: 'shown' }>;

/** What the student takes along: in their own language, whatever the screen speaks. */
export function SlipPaper({ slip }: { readonly slip: ShownSlip }) {
  const { i18n } = useTranslation('accounts');
  const { timeZone } = route.useRouteContext().me.school;
  useSuspenseQuery({
    queryKey: ['locale', slip.language, 'accounts'],
    staleTime: Infinity,
    queryFn: async () => {
      await i18n.loadLanguages(slip.language);
      return true;
    },
  });
  const t = i18n.getFixedT(slip.language, 'accounts');
  const dayOf = (at: string): string => new Intl.DateTimeFormat(slip.language, { timeZone, dateStyle: 'long' }).format(new Date(at));
  return (
    <article className="slip__paper" lang={slip.language}>
      <h2>{t('paper.hello', { name: slip.name })}</h2>
      <p>{t('paper.yours')}</p>
      <dl>
        <dt>{t('paper.username')}</dt>
        <dd>{slip.username}</dd>
        <dt>{t('paper.address')}</dt>
        <dd>{slip.address}</dd>
        <dt>{t('paper.password')}</dt>
        <dd className="slip__password">{slip.password}</dd>
      </dl>
      <h3>{t('paper.how')}</h3>
      <ol>
        <li>{t(`paper.steps.${slip.directory}`)}</li>
        {slip.goodUntil === null ? null : <li>{t('paper.until', { day: dayOf(slip.goodUntil) })}</li>}
        <li>{t('paper.change')}</li>
        <li>{t('paper.destroy')}</li>
      </ol>
    </article>
  );
}
