import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { issuesQuery } from '../../api/issues-query.js';
import { wordsIn } from '../../console/words-in.rules.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { IssueForm } from './issue-form.js';

const route = getRouteApi('/_staff/settings/issues/$issueId');

/** The address `new` is an issue that does not exist yet. */
export function IssuePage() {
  const { t, i18n } = useTranslation('settings');
  const { issueId } = route.useParams();
  const issues = useQuery(issuesQuery);
  const back = (
    <Link to="/settings/issues" className="fb-link">
      {t('issues.all')}
    </Link>
  );
  return (
    <Loaded query={issues} title={t('issues.title')}>
      {(all) => {
        const issue = all.find((one) => one.id === issueId) ?? null;
        if (issue === null && issueId !== 'new') return <PageHead title={t('issues.gone')} lead={back} />;
        return (
          <>
            <PageHead title={issue === null ? t('issues.add') : wordsIn(i18n.resolvedLanguage, issue.name)} lead={back} />
            <IssueForm key={issueId} issue={issue} all={all} />
          </>
        );
      }}
    </Loaded>
  );
}
