import type { LineRow } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useScreenLanguage } from '../words/use-issue-words.js';
import { useSkillName } from '../../console/use-skill-name.js';

interface RowTagsProps {
  readonly row: LineRow;
  readonly trained: boolean;
  readonly lookers?: string | null;
}

/** What makes this ticket unlike the others; an ordinary one has none. */
export function RowTags({ row, trained, lookers = null }: RowTagsProps) {
  const { t } = useTranslation('desk');
  const skillName = useSkillName();
  const screen = useScreenLanguage();
  return (
    <span className="desk-tags">
      {lookers === null ? null : (
        <span className="desk-tag desk-tag--eye" title={t('row.looking', { names: lookers })}>
          <Eye /> {lookers}
        </span>
      )}
      {row.priority === 'urgent' || row.priority === 'high' ? (
        <span className="desk-tag" data-kind={row.priority}>
          {t(`priority.${row.priority}`)}
        </span>
      ) : null}
      {row.audience === 'coach' ? (
        <span className="desk-tag" data-kind="private">
          {t('row.private')}
        </span>
      ) : null}
      {row.reopened > 0 ? (
        <span className="desk-tag" data-kind="again" title={t('row.reopenedHint', { count: row.reopened })}>
          {t('row.reopened')}
        </span>
      ) : null}
      {row.onBench ? <span className="desk-tag">{t('row.bench')}</span> : null}
      {row.skill === null ? null : (
        <span
          className="desk-tag"
          data-kind={trained ? 'skill' : 'locked'}
          title={t(trained ? 'row.needs' : 'row.needsNotYours', { skill: skillName(row.skill) })}
        >
          {trained ? null : <Lock />}
          {skillName(row.skill)}
        </span>
      )}
      {row.language === screen ? null : (
        <span className="desk-tag" data-kind="language" title={t('row.speaks', { language: t(`languages.${row.language}`) })}>
          {row.language.toUpperCase()}
        </span>
      )}
    </span>
  );
}

function Lock() {
  return (
    <svg
      viewBox="0 0 16 16"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4.5 7.5V5a3.5 3.5 0 0 1 7 0v2.5" />
      <rect x="2.5" y="7.5" width="11" height="7" rx="1.5" fill="currentColor" stroke="none" />
    </svg>
  );
}

function Eye() {
  return (
    <svg viewBox="0 0 20 14" width="16" height="12" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <path d="M1.5 7S4.5 1.5 10 1.5 18.5 7 18.5 7 15.5 12.5 10 12.5 1.5 7 1.5 7z" />
      <circle cx="10" cy="7" r="2.2" fill="currentColor" />
    </svg>
  );
}
