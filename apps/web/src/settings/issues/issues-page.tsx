import { ActionIcon, Badge, Button } from '@mantine/core';
import { type Issue, issueOperations } from '@firstbell/contracts/issues';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { issuesQuery } from '../../api/issues-query.js';
import { wordsIn } from '../../console/words-in.rules.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { useSayFailed } from '../../console/say.js';
import { PageHead } from '../../console/section-layout.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { movesFor } from './issue-order.rules.js';

/** The catalogue in the order of the kiosk. */
export function IssuesPage() {
  const { t } = useTranslation('settings');
  const issues = useQuery(issuesQuery);
  const move = useMove();
  return (
    <>
      <PageHead title={t('issues.title')} lead={t('issues.lead')}>
        <Button size="sm" renderRoot={(props) => <Link to="/settings/issues/$issueId" params={{ issueId: 'new' }} {...props} />}>
          {t('issues.add')}
        </Button>
      </PageHead>
      <Loaded query={issues}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('issues.empty.title')} picture="not-sure">
              <p>{t('issues.empty.body')}</p>
            </EmptyState>
          ) : (
            <ol className="settings-issues">
              {all.map((issue, index) => (
                <IssueRow
                  key={issue.id}
                  issue={issue}
                  busy={move.isPending}
                  onUp={index === 0 ? null : () => move.mutate({ issues: all, from: index, to: index - 1 })}
                  onDown={index === all.length - 1 ? null : () => move.mutate({ issues: all, from: index, to: index + 1 })}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
    </>
  );
}

interface IssueRowProps {
  readonly issue: Issue;
  readonly busy: boolean;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
}

function IssueRow({ issue, busy, onUp, onDown }: IssueRowProps) {
  const { t, i18n } = useTranslation('settings');
  const name = wordsIn(i18n.resolvedLanguage, issue.name);
  return (
    <li className="settings-issue" data-inactive={issue.active ? undefined : true}>
      <span className="settings-issue__picture">
        <IssuePicture picture={issue.picture} size={48} />
      </span>
      <div className="settings-issue__words">
        <Link to="/settings/issues/$issueId" params={{ issueId: issue.id }} className="fb-link settings-issue__name">
          {name}
        </Link>
        <span className="settings-faint">{t('issues.solved', { count: issue.solvedBySelfHelp })}</span>
      </div>
      <div className="settings-row__tags">
        {issue.active ? null : (
          <Badge variant="default" size="lg" tt="none">
            {t('issues.hidden')}
          </Badge>
        )}
        {issue.audience === 'coach' ? <span className="settings-private">{t('issues.coachOnly')}</span> : null}
        {issue.priority === 'normal' ? null : (
          <span className="settings-priority" data-priority={issue.priority}>
            {t(`issues.priorities.${issue.priority}`)}
          </span>
        )}
        {issue.skill === null ? null : (
          <Badge variant="default" size="lg" tt="none" radius="sm">
            {issue.skill}
          </Badge>
        )}
      </div>
      <div className="settings-issue__move">
        <ActionIcon
          variant="default"
          size={36}
          disabled={busy || onUp === null}
          onClick={onUp ?? undefined}
          aria-label={t('issues.up', { name })}
        >
          <Arrow up />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          disabled={busy || onDown === null}
          onClick={onDown ?? undefined}
          aria-label={t('issues.down', { name })}
        >
          <Arrow />
        </ActionIcon>
      </div>
    </li>
  );
}

function Arrow({ up = false }: { readonly up?: boolean }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={up ? 'M10 16V4M5 9l5-5 5 5' : 'M10 4v12M5 11l5 5 5-5'} />
    </svg>
  );
}

interface Move {
  readonly issues: readonly Issue[];
  readonly from: number;
  readonly to: number;
}

function useMove() {
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  return useMutation({
    mutationFn: async ({ issues, from, to }: Move) => {
      for (const { issue, position } of movesFor(issues, from, to)) {
        await call(issueOperations.updateIssue, { issueId: issue.id, version: issue.version, position });
      }
    },
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: issuesQuery.queryKey }),
  });
}
