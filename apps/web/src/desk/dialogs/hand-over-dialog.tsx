import { Button, Textarea } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { DeskModal } from './desk-modal.js';
import { useSkillName } from '../../console/use-skill-name.js';
import { choiceOfKey, NumberedChoices } from './numbered-choices.js';

/** To a colleague on duty, with what they should know. */
export function HandOverDialog({ row, onClose }: { readonly row: LineRow; readonly onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { actions, line, me } = useDesk();
  const skillName = useSkillName();
  const colleagues = line.duty.filter((one) => one.id !== me.id && one.id !== row.claimedBy?.id);
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const choices = colleagues.map((one) => ({
    value: one.id,
    label: (
      <>
        {one.name} <small>{one.holding.length === 0 ? t('duty.free') : t('handingOver.holds', { count: one.holding.length })}</small>
        {row.skill !== null && !one.skills.includes(row.skill) ? (
          <small> · {t('handingOver.notTrained', { skill: skillName(row.skill) })}</small>
        ) : null}
      </>
    ),
  }));
  const submit = (): void => {
    setTried(true);
    const person = colleagues.find((one) => one.id === to);
    if (person === undefined || note.trim() === '') return;
    onClose();
    actions.handOver(row, { id: person.id, name: person.name }, note.trim());
  };
  return (
    <DeskModal
      title={t('handingOver.title', { code: row.code })}
      onClose={onClose}
      onKey={(event) => {
        const choice = choiceOfKey(event, choices);
        if (choice === null) return;
        event.preventDefault();
        setTo(choice);
      }}
    >
      {colleagues.length === 0 ? (
        <p className="desk-dialog__body">{t('handingOver.nobody')}</p>
      ) : (
        <form
          className="desk-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <NumberedChoices
            label={t('handingOver.to')}
            choices={choices}
            value={to}
            onChange={setTo}
            error={tried && to === null ? t('handingOver.toMissing') : null}
          />
          <Textarea
            label={t('handingOver.note')}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={tried && note.trim() === '' ? t('handingOver.noteMissing') : null}
          />
          <div className="desk-form__buttons">
            <Button type="submit">{t('handingOver.confirm')}</Button>
          </div>
        </form>
      )}
    </DeskModal>
  );
}
