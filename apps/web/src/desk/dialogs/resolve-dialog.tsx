import { Button, TextInput } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { Kbd } from '../keys/kbd.js';
import { linesIn, useScreenLanguage } from '../words/use-issue-words.js';
import { DeskModal, isPlainButton } from './desk-modal.js';
import { choiceOfKey, NumberedChoices } from './numbered-choices.js';

/** What fixed it. Enter resolves and takes the next; Shift and Enter only resolves. */
export function ResolveDialog({ row, onClose }: { readonly row: LineRow; readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { actions, issues } = useDesk();
  const language = useScreenLanguage();
  const issue = issues.get(row.issueId);
  const choices = (issue === undefined ? [] : linesIn(issue.fixes, language)).map((fix) => ({ value: fix, label: fix }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const [missing, setMissing] = useState(false);
  const fix = own.trim() === '' ? chosen : own.trim();
  const resolve = (thenNext: boolean): void => {
    if (fix === null) return setMissing(true);
    onClose();
    actions.resolve(row, fix, thenNext);
  };
  return (
    <DeskModal
      title={t('resolving.title', { code: row.code })}
      onClose={onClose}
      onKey={(event) => {
        const choice = choiceOfKey(event, choices);
        if (choice !== null) {
          event.preventDefault();
          setOwn('');
          setChosen(choice);
        } else if (event.key === 'Enter' && !isPlainButton(event)) {
          event.preventDefault();
          resolve(!event.shiftKey);
        }
      }}
    >
      <div className="desk-form">
        {choices.length === 0 ? null : (
          <NumberedChoices label={t('resolving.fixes')} choices={choices} value={own.trim() === '' ? chosen : null} onChange={setChosen} />
        )}
        <TextInput
          label={t('resolving.own')}
          description={t('resolving.ownHint')}
          maxLength={120}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
          error={missing && fix === null ? t('resolving.missing') : null}
        />
        <div className="desk-form__buttons">
          <Button
            variant="default"
            onClick={() => resolve(false)}
            data-own-enter
            rightSection={
              <>
                <Kbd>⇧</Kbd>
                <Kbd>↵</Kbd>
              </>
            }
          >
            {t('resolving.only')}
          </Button>
          <Button onClick={() => resolve(true)} rightSection={<Kbd>↵</Kbd>}>
            {t('resolving.andNext')}
          </Button>
        </div>
      </div>
    </DeskModal>
  );
}
