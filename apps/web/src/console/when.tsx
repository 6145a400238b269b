import { useTranslation } from 'react-i18next';
import { relativeTime } from './relative-time.rules.js';
import { useNow } from './use-now.js';
import { useSchoolTime } from './use-school-time.js';

/** How long ago, with the exact time on hover. */
export function When({ at }: { readonly at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const { exact } = useSchoolTime();
  return (
    <time dateTime={at} title={exact(at)} className="console-when">
      {relativeTime(i18n.resolvedLanguage ?? 'en', Date.parse(at), now)}
    </time>
  );
}
