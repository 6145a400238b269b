import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeLanguages } from '../i18n/locale-files.js';

/** A heading in the board's language, and smaller in the others. */
export function BothLanguages({ words }: { readonly words: 'serving' | 'ready' | 'inClass' }) {
  const { t, i18n } = useTranslation('board');
  const [loaded, setLoaded] = useState(false);
  const others = localeLanguages.filter((language) => language !== i18n.resolvedLanguage).slice(0, 2);
  useEffect(() => {
    i18n.loadLanguages([...localeLanguages]).then(
      () => setLoaded(true),
      () => undefined,
    );
  }, [i18n]);
  return (
    <>
      {t(words)}
      {loaded
        ? others.map((language) => (
            <small key={language} lang={language}>
              {i18n.getFixedT(language, 'board')(words)}
            </small>
          ))
        : null}
    </>
  );
}
