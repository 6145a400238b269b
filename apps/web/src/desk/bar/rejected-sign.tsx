import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { rejectedQuery } from '../dialogs/rejected-query.js';

/** Seen only when a kiosk could not deliver something. */
export function RejectedSign() {
  const { t } = useTranslation('desk');
  const { deskId, openDialog } = useDesk();
  const { data } = useQuery(rejectedQuery(deskId));
  const count = data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Button size="sm" color="marigold" onClick={() => openDialog({ kind: 'rejected' })}>
      {t('bar.undelivered', { count })}
    </Button>
  );
}
