import type { MailTrouble } from '@firstbell/contracts/mailing';
import { useTranslation } from 'react-i18next';

/** What is wrong with the sender, its cure, and what the server said. */
export function Trouble({ trouble, detail }: { readonly trouble: MailTrouble; readonly detail: string | null }) {
  const { t } = useTranslation('mail');
  return (
    <>
      <p>
        {t(`troubles.${trouble}.what`)} {t(`troubles.${trouble}.cure`)}
      </p>
      {detail === null || detail === '' ? null : (
        <p className="mail-faint">
          {t('said', { detail: '' })}
          <code lang="en">{detail}</code>
        </p>
      )}
    </>
  );
}
