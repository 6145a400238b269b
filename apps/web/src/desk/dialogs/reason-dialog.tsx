import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../keys/kbd.js';
import { DeskModal } from './desk-modal.js';

interface ReasonDialogProps<R extends string> {
  readonly title: string;
  readonly body: string;
  readonly reasons: readonly R[];
  readonly words: (reason: R) => string;
  readonly onChoose: (reason: R) => void;
  readonly onClose: () => void;
}

/** One question, one key or one click: choosing a reason does it. */
export function ReasonDialog<R extends string>({ title, body, reasons, words, onChoose, onClose }: ReasonDialogProps<R>) {
  const { t } = useTranslation('desk');
  const choose = (reason: R): void => {
    onClose();
    onChoose(reason);
  };
  return (
    <DeskModal
      title={title}
      onClose={onClose}
      onKey={(event) => {
        const reason = reasons[Number(event.key) - 1];
        if (reason === undefined) return;
        event.preventDefault();
        choose(reason);
      }}
    >
      <p className="desk-dialog__body">
        {body} {t('reason.numbers')}
      </p>
      <div className="desk-reasons">
        {reasons.map((reason, index) => (
          <Button
            key={reason}
            variant="default"
            size="md"
            justify="flex-start"
            leftSection={<Kbd>{String(index + 1)}</Kbd>}
            onClick={() => choose(reason)}
            data-autofocus={index === 0 || undefined}
          >
            {words(reason)}
          </Button>
        ))}
      </div>
    </DeskModal>
  );
}
