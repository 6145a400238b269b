import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferredLanguage } from './language-choice.js';
import { loadLocaleFile, localeLanguages } from './locale-files.js';

const localeFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, callback) => {
    loadLocaleFile(language, area).then(
      (words) => callback(null, words),
      (error: Error) => callback(error, null),
    );
  },
};

/** Areas are loaded by the page that needs them: `useTranslation('kiosk')`. */
export async function startI18n(): Promise<void> {
  await i18next
    .use(localeFiles)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      fallbackLng: 'en',
      supportedLngs: [...localeLanguages],
      load: 'languageOnly',
      ns: ['shell'],
      defaultNS: 'shell',
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  const follow = (language: string): void => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
  };
  follow(i18next.language);
  i18next.on('languageChanged', follow);
}
