import { useTranslation } from 'react-i18next';
import { localeLanguages } from '../i18n/locale-files.js';

/** The language's name in itself: "Español", not "Spanish". */
function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

export function LanguageToggle({ onChoose }: { readonly onChoose: (language: string) => void }) {
  const { t, i18n } = useTranslation('shell');
  return (
    <div className="fb-choices" role="group" aria-label={t('language')}>
      {localeLanguages.map((language) => (
        <button
          key={language}
          type="button"
          className="fb-choice"
          lang={language}
          aria-pressed={i18n.resolvedLanguage === language}
          onClick={() => onChoose(language)}
        >
          {ownName(language)}
        </button>
      ))}
    </div>
  );
}
