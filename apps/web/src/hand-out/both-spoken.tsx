import type { Translated } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { spoken } from '../i18n/spoken.js';

/** In the language of the screen and, where the student speaks another, in theirs beneath it: one reads, both understand. */
export function BothSpoken({ words, student }: { readonly words: Translated; readonly student: string }) {
  const { i18n } = useTranslation('handOut');
  const own = i18n.resolvedLanguage ?? 'en';
  const second = spoken(words, student);
  return (
    <>
      <span lang={own}>{spoken(words, own)}</span>
      {student === own || second === spoken(words, own) ? null : (
        <span className="ho-second" lang={student}>
          {second}
        </span>
      )}
    </>
  );
}
