import { Button, Textarea } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { DeskModal } from './desk-modal.js';

/** Not fixed after all: back in line with its history. */
export function ReopenDialog({ row, onClose }: { readonly row: LineRow; readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { actions } = useDesk();
  const [note, setNote] = useState('');
  return (
    <DeskModal title={t('reopening.title', { code: row.code })} onClose={onClose}>
      <form
        className="desk-form"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          actions.reopen(row, note.trim() === '' ? undefined : note.trim());
        }}
      >
        <Textarea
          data-autofocus
          label={t('reopening.note')}
          description={t('reopening.noteHint')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="desk-form__buttons">
          <Button type="submit">{t('reopening.confirm')}</Button>
        </div>
      </form>
    </DeskModal>
  );
}
