import { Button, Textarea } from '@mantine/core';
import { escalationReasons, type EscalationReason, type LineRow } from '@firstbell/contracts/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { DeskModal, isPlainButton, isWriting } from './desk-modal.js';
import { choiceOfKey, NumberedChoices } from './numbered-choices.js';

/** To the coach, with a reason and what they should know. */
export function EscalateDialog({ row, onClose }: { readonly row: LineRow; readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { actions } = useDesk();
  const [reason, setReason] = useState<EscalationReason>('needs_adult');
  const [note, setNote] = useState('');
  const choices = escalationReasons.map((value) => ({ value, label: t(`escalation.${value}`) }));
  const choose = (value: string): void => {
    const found = escalationReasons.find((one) => one === value);
    if (found !== undefined) setReason(found);
  };
  const submit = (): void => {
    onClose();
    actions.escalate(row, reason, note.trim() === '' ? undefined : note.trim());
  };
  return (
    <DeskModal
      title={t('escalation.title', { code: row.code })}
      onClose={onClose}
      onKey={(event) => {
        const choice = choiceOfKey(event, choices);
        if (choice !== null) {
          event.preventDefault();
          choose(choice);
        } else if (event.key === 'Enter' && !isWriting(event) && !isPlainButton(event)) {
          event.preventDefault();
          submit();
        }
      }}
    >
      <div className="desk-form">
        <NumberedChoices label={t('do.escalate')} choices={choices} value={reason} onChange={choose} />
        <Textarea
          label={t('escalation.noteLabel')}
          description={t('escalation.noteHint')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="desk-form__buttons">
          <Button onClick={submit}>{t('escalation.confirm')}</Button>
        </div>
      </div>
    </DeskModal>
  );
}
