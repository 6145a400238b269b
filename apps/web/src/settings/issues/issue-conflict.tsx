import { Button, Group } from '@mantine/core';
import type { Issue } from '@firstbell/contracts/issues';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { issuesQuery } from '../../api/issues-query.js';

interface IssueConflictProps {
  readonly issueId: string;
  /** `keep`: what was typed stays and is saved over the newer version; otherwise the newer version is shown. */
  readonly onTaken: (newer: Issue, keep: boolean) => void;
}

/** Somebody else saved meanwhile: nothing is overwritten unless the person says so. */
export function IssueConflict({ issueId, onTaken }: IssueConflictProps) {
  const { t } = useTranslation('settings');
  const issues = useQuery({ ...issuesQuery, staleTime: 0 });
  const newer = issues.data?.find((one) => one.id === issueId);
  return (
    <div role="alert" className="settings-banner settings-banner--decide settings-banner--stacked">
      <p className="settings-plain">
        <strong>{t('issues.conflict.title')}</strong>
      </p>
      <p className="settings-plain">{t('issues.conflict.what')}</p>
      <Group gap="sm">
        <Button
          size="sm"
          variant="default"
          disabled={newer === undefined || issues.isFetching}
          onClick={() => newer !== undefined && onTaken(newer, false)}
        >
          {t('issues.conflict.theirs')}
        </Button>
        <Button size="sm" disabled={newer === undefined || issues.isFetching} onClick={() => newer !== undefined && onTaken(newer, true)}>
          {t('issues.conflict.mine')}
        </Button>
      </Group>
    </div>
  );
}
