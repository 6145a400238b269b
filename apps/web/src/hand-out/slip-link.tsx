import type { Visit } from '@firstbell/contracts/hand-out';
import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';

/** The slip with the first password is printed by an adult; to an assistant it is said that one is needed. */
export function SlipLink({ me, visit }: { readonly me: Me; readonly visit: Visit }) {
  const { t } = useTranslation('handOut');
  if (visit.credential.state !== 'waiting') return null;
  const adult = me.roles.includes('coach') || me.roles.includes('administrator');
  return adult ? (
    <a className="fb-button fb-button--plain ho-slip" href={`/slip/${visit.student.id}`} target="_blank" rel="noreferrer">
      {t('slip.print')}
    </a>
  ) : (
    <p className="fb-notice ho-slip">{t('slip.adult')}</p>
  );
}
