import { TextInput } from '@mantine/core';
import type { Issue } from '@firstbell/contracts/issues';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { movedTile } from './moved-tile.rules.js';
import { useIssueName } from '../words/use-issue-words.js';

const plain = (text: string): string =>
  text
    .toLocaleLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
const columns = 4;

/** The catalogue as tiles: arrow keys and Enter, or a few letters to narrow it down. */
export function IssueTiles({ onChoose }: { readonly onChoose: (issueId: string) => void }) {
  const { t } = useTranslation('desk');
  const { issues } = useDesk();
  const issueName = useIssueName();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found: readonly Issue[] = [...issues.values()].filter(
    (issue) => issue.active && plain(issueName(issue)).includes(plain(typed.trim())),
  );
  const chosen = found[Math.min(active, found.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = movedTile(event.key, Math.min(active, found.length - 1), found.length, columns);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
      document.getElementById(`${listId}-${found[next]?.id ?? ''}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      onChoose(chosen.id);
    }
  };
  return (
    <div className="desk-tiles-place">
      <TextInput
        data-autofocus
        label={t('quick.issue')}
        description={t('quick.issueHint')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={onKeyDown}
        ref={field}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
      />
      {found.length === 0 ? (
        <p className="desk-dialog__body" role="status">
          {t('quick.noIssue')}
        </p>
      ) : null}
      <ul id={listId} role="listbox" aria-label={t('quick.issue')} className="desk-tiles">
        {found.map((issue) => (
          <li
            key={issue.id}
            id={`${listId}-${issue.id}`}
            role="option"
            aria-selected={issue === chosen}
            className="desk-tile"
            onClick={() => onChoose(issue.id)}
          >
            <IssuePicture picture={issue.picture} size={40} />
            <span>{issueName(issue)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
