import type { Issue } from '@firstbell/contracts/issues';
import { type Language, languages } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';
import { linesIn } from '../words/use-issue-words.js';

interface KindlyLinesProps {
  readonly issue: Issue;
  readonly studentLanguage: Language;
  readonly studentName: string;
}

/** Lines to say, in both languages side by side; the student's own first and marked. */
export function KindlyLines({ issue, studentLanguage, studentName }: KindlyLinesProps) {
  const { t } = useTranslation('desk');
  const ordered = [studentLanguage, ...languages.filter((language) => language !== studentLanguage)];
  if (ordered.every((language) => linesIn(issue.kindly, language).length === 0)) return null;
  return (
    <section className="desk-kindly">
      <h3>{t('panel.kindly')}</h3>
      <div className="desk-kindly__languages">
        {ordered.map((language) => (
          <div key={language} data-theirs={language === studentLanguage || undefined}>
            <h4>
              {t(`languages.${language}`)}
              {language === studentLanguage ? (
                <span className="desk-kindly__mark">{t('panel.kindlyTheirs', { name: studentName })}</span>
              ) : null}
            </h4>
            <ul lang={language}>
              {linesIn(issue.kindly, language).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
