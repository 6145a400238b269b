import { Button } from '@mantine/core';
import type { Mailing } from '@firstbell/contracts/mailing';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../console/data-table.js';
import { EmptyState } from '../console/empty-state.js';
import { LoadFailed } from '../console/load-failed.js';
import { RowsLoading } from '../console/rows-loading.js';
import { PageHead } from '../console/section-layout.js';
import { StaleNotice } from '../console/stale-notice.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { When } from '../console/when.js';
import { useMailRoom } from './mail-room.js';
import { needAttention, totalOf } from './mailing-counts.rules.js';
import { SenderBanner } from './sender-banner.js';
import { StateBadge } from './state-badge.js';

export function MailingsPage() {
  const { t } = useTranslation('mail');
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={t('mailings.title')} lead={t('mailings.lead')}>
        <Button onClick={() => void navigate({ to: '/mail/new' })}>{t('mailings.new')}</Button>
      </PageHead>
      <SenderBanner />
      <Mailings />
    </>
  );
}

function Mailings() {
  const { t } = useTranslation('mail');
  const { mailings, offline, error, asOf, refetch } = useMailRoom();
  const columns = useColumns();
  if (mailings === null) return offline ? <LoadFailed error={error} onRetry={refetch} /> : <RowsLoading rows={4} />;
  return (
    <>
      {offline ? <StaleNotice asOf={asOf} /> : null}
      {mailings.length === 0 ? (
        <EmptyState title={t('mailings.empty.title')} picture="speech-question">
          <p>{t('mailings.empty.body')}</p>
        </EmptyState>
      ) : (
        <DataTable
          level={2}
          title={t('mailings.title')}
          columns={columns}
          rows={mailings}
          rowKey={(row) => row.id}
          empty={t('mailings.empty.title')}
        />
      )}
    </>
  );
}

function useColumns(): TableColumn<Mailing>[] {
  const { t, i18n } = useTranslation('mail');
  const { exact } = useSchoolTime();
  const format = new Intl.NumberFormat(i18n.resolvedLanguage);
  const last = ({ state, forecast: { lastAt }, counts }: Mailing): string | null => {
    if (counts.waiting === 0) return null;
    if (state === 'paused') return t('mailings.afterPause');
    if (state !== 'running') return null;
    return lastAt === null ? t('mailings.never') : exact(lastAt);
  };
  return [
    {
      id: 'name',
      header: t('mailings.name'),
      value: (row) => row.name,
      show: (row) => (
        <>
          <Link to="/mail/$mailingId" params={{ mailingId: row.id }} className="fb-link">
            {row.name}
          </Link>
          {row.planId === null ? null : <span className="mail-faint"> {t('mailings.ofRollout')}</span>}
        </>
      ),
    },
    { id: 'state', header: t('mailings.state'), value: (row) => t(`states.${row.state}`), show: (row) => <StateBadge state={row.state} /> },
    {
      id: 'sent',
      header: t('mailings.sent'),
      value: (row) => row.counts.sent,
      numeric: true,
      show: (row) => `${format.format(row.counts.sent)} / ${format.format(totalOf(row.counts))}`,
    },
    { id: 'attention', header: t('mailings.attention'), value: (row) => needAttention(row.counts), numeric: true },
    { id: 'last', header: t('mailings.last'), value: last },
    { id: 'started', header: t('mailings.started'), value: (row) => row.startedAt, show: (row) => <When at={row.startedAt} /> },
  ];
}
