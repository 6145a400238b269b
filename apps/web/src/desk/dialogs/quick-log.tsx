import { Button, Switch, TextInput } from '@mantine/core';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.js';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { WishId } from '../../api/wish-id.js';
import { FormProblem } from '../../console/form-problem.js';
import { sendPersistently } from '../actions/send-persistently.js';
import { useDesk } from '../desk-context.js';
import { DeskModal } from './desk-modal.js';
import { IssueTiles } from './issue-tiles.js';

interface QuickLogProps {
  /** What a scanner read on the page, when that opened the dialog. */
  readonly scan: string | null;
  readonly onClose: () => void;
}

/** The walk-up nobody entered: scan, tile, Enter. */
export function QuickLog({ scan, onClose }: QuickLogProps) {
  const { t } = useTranslation('desk');
  const { t: tErrors } = useTranslation('errors');
  const { deskId, line, choose, say } = useDesk();
  const [typed, setTyped] = useState(scan ?? '');
  const [fixed, setFixed] = useState(false);
  const [fix, setFix] = useState('');
  const [fixMissing, setFixMissing] = useState(false);
  const [wish] = useState(() => new WishId());

  const identify = useMutation({ mutationFn: (code: string) => call(ticketOperations.identify, { scan: code }) });
  /** Whose card is on screen; the field may say something else by now. */
  const shown = identify.variables ?? '';
  const log = useMutation({
    mutationFn: (issueId: string) => {
      const wanted = { deskId, scan: shown, issueId, fix: fixed ? fix.trim() : undefined };
      const id = wish.of(wanted);
      return sendPersistently(() => call(ticketOperations.quickLog, { id, ...wanted }));
    },
    onSuccess: (row) => {
      line.take({ kind: 'ticket', id: row.id, version: row.version, row });
      choose(row.id);
      say.plain(t(row.state === 'resolved' ? 'quick.loggedFixed' : 'quick.logged', { code: row.code }));
      onClose();
    },
  });

  const look = identify.mutate;
  useEffect(() => {
    if (scan !== null) look(scan);
  }, [scan, look]);

  const submitScan = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '' && !identify.isPending) identify.mutate(typed.trim());
  };
  const submitIssue = (issueId: string): void => {
    if (fixed && fix.trim() === '') return setFixMissing(true);
    if (!log.isPending) log.mutate(issueId);
  };
  const found = identify.data;
  const unknown = identify.error instanceof ApiError && identify.error.status === 404;

  return (
    <DeskModal title={t('quick.title')} size={found === undefined ? 'md' : 'xl'} onClose={onClose}>
      {found === undefined ? (
        <form onSubmit={submitScan} className="desk-form" noValidate>
          <TextInput
            autoFocus
            data-autofocus
            label={t('quick.scan')}
            description={t('quick.scanHint')}
            size="md"
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={unknown ? t('quick.unknown') : identify.error === null ? null : describeError(tErrors, identify.error)}
          />
          <div className="desk-form__buttons">
            <Button type="submit" variant="default">
              {identify.isPending ? t('quick.looking') : t('do.quickFind')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="desk-form">
          <div className="desk-quick__who">
            <div>
              <strong>{found.person.name}</strong>
              <small>
                {[found.person.homeroom, found.devices.find((device) => device.id === found.scannedDeviceId)?.tag ?? found.devices[0]?.tag]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              {found.openTickets.length === 0 ? null : (
                <small>{t('quick.openTickets', { codes: found.openTickets.map((ticket) => ticket.code).join(', ') })}</small>
              )}
            </div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => {
                identify.reset();
                setTyped('');
              }}
            >
              {t('quick.again')}
            </Button>
          </div>
          <div className="desk-quick__fixed">
            <Switch
              label={t('quick.fixed')}
              description={t('quick.fixedHint')}
              checked={fixed}
              onChange={(event) => setFixed(event.currentTarget.checked)}
            />
            {fixed ? (
              <TextInput
                label={t('quick.fix')}
                maxLength={120}
                value={fix}
                onChange={(event) => setFix(event.currentTarget.value)}
                error={fixMissing && fix.trim() === '' ? t('quick.fixMissing') : null}
              />
            ) : null}
          </div>
          <IssueTiles onChoose={submitIssue} />
          <FormProblem error={log.error} />
        </div>
      )}
    </DeskModal>
  );
}
