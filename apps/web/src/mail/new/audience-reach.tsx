import { mailFields, type MailingOutlook } from '@firstbell/contracts/mailing';
import { useTranslation } from 'react-i18next';

const named = 12;

/** How many it would reach, who has no address, and which fields are empty for some. */
export function AudienceReach({ outlook }: { readonly outlook: MailingOutlook }) {
  const { t, i18n } = useTranslation('mail');
  if (outlook.people === 0) return <p className="mail-reach mail-plain">{t('new.nobody')}</p>;
  const without = outlook.people - outlook.withAddress;
  const shown = outlook.withoutAddress.slice(0, named);
  const list = new Intl.ListFormat(i18n.resolvedLanguage, { type: 'conjunction' });
  const names = [
    ...shown.map(({ name }) => name),
    ...(without > shown.length ? [t('new.andMore', { count: without - shown.length })] : []),
  ];
  const wordOf = (field: string): string => {
    const known = mailFields.find((one) => one === field);
    return known === undefined ? field : t(`text.fieldNames.${known}`).toLocaleLowerCase(i18n.resolvedLanguage);
  };
  return (
    <div className="mail-reach" role="status">
      <p className="mail-plain">
        <strong>{t('new.reach', { count: outlook.people })}</strong> {t('new.languages', outlook.byLanguage)}
      </p>
      {without === 0 ? null : (
        <p className="mail-plain">
          {t('new.without', { count: without })} {list.format(names)}.
        </p>
      )}
      {outlook.missing.map(({ field, people }) => (
        <p key={field} className="mail-plain">
          {t('new.missing', { count: people, field: wordOf(field) })}
        </p>
      ))}
    </div>
  );
}
