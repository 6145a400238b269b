import type { Issue } from '@firstbell/contracts/issues';
import { useTranslation } from 'react-i18next';
import { Button } from '../hallpass/button.js';
import { IssuePicture } from '../hallpass/pictures/issue-picture.js';
import { spoken } from '../i18n/spoken.js';
import { choicesOf } from '../kiosk/issue-choice.rules.js';
import type { Visit } from '../kiosk/use-kiosk.js';

/** The kiosk's catalogue on a page that scrolls: every picture at once. */
export function IssueChoice({ visit, issues }: { readonly visit: Visit; readonly issues: readonly Issue[] }) {
  const { t, i18n } = useTranslation('kiosk');
  const { t: tMine } = useTranslation('myTickets');
  const language = i18n.resolvedLanguage ?? 'en';
  const { listed, notSure, forAnAdult } = choicesOf(issues);
  if (forAnAdult === undefined) {
    return (
      <div className="kiosk__form">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('issue.none')}
        </h1>
        <p className="fb-lead">{tMine('noIssues')}</p>
      </div>
    );
  }
  return (
    <div className="my-issues">
      <h1 className="fb-h1" tabIndex={-1}>
        {t('issue.title')}
      </h1>
      <div className="my-issues__always">
        {notSure === undefined ? null : (
          <Button look="plain" onClick={() => visit.chooseIssue(notSure)}>
            <IssuePicture picture={notSure.picture} size={32} />
            {spoken(notSure.name, language)}
          </Button>
        )}
        <Button look="plain" onClick={() => visit.file(forAnAdult, { wantsAdult: true })}>
          <IssuePicture picture="adult" size={32} />
          {t('issue.adult')}
        </Button>
      </div>
      <ul className="my-issues__grid">
        {listed.map((issue) => (
          <li key={issue.id}>
            <button type="button" className="fb-tile issues__tile" onClick={() => visit.chooseIssue(issue)}>
              <IssuePicture picture={issue.picture} size={64} />
              <span>{spoken(issue.name, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
