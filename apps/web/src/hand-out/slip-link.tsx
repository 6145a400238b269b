import type { Visit } from '@firstbell/contracts/hand-out';
import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';

/** The slip with a password is printed by an adult, a new one for whoever has lost theirs too; to an assistant it is said that one is needed. */
export function SlipLink({ me, visit }: { readonly me: Me; readonly visit: Visit }) {
  const { t } = useTranslation('handOut');
  const { state } = visit.credential;
  if (state === 'none' || state === 'not_ready') return null;
  const adult = me.roles.includes('coach') || me.roles.includes('administrator');
  return adult ? (
    <a className="fb-button fb-button--plain ho-slip" href={`/slip/${visit.student.id}`} target="_blank" rel="noreferrer">
      {t(state === 'waiting' ? 'slip.print' : 'slip.lost')}
    </a>
  ) : (
    <p className={state === 'waiting' ? 'fb-notice ho-slip' : 'ho-slip ho-faint'}>
      {t(state === 'waiting' ? 'slip.adult' : 'slip.lostAdult')}
    </p>
  );
}
