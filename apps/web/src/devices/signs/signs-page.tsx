import type { FailingDevice, ModelFault } from '@firstbell/contracts/circulation';
import { CopyButton, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { When } from '../../console/when.js';
import { inLanguage, useScreenLanguage } from '../../desk/words/use-issue-words.js';
import { signsQuery } from '../circulation-queries.js';

/** What the tickets and repairs tell by themselves. */
export function SignsPage() {
  const { t } = useTranslation('circulation');
  const signs = useQuery(signsQuery);
  return (
    <div className="circulation-stack">
      <PageHead title={t('signs.title')} lead={t('signs.lead')} />
      <Loaded query={signs}>
        {({ failing, faults }) =>
          failing.length + faults.length === 0 ? (
            <EmptyState title={t('signs.empty.title')}>
              <p>{t('signs.empty.body')}</p>
            </EmptyState>
          ) : (
            <div className="circulation-stack">
              {faults.map((fault) => (
                <FaultCard key={`${fault.model} ${fault.issueId}`} fault={fault} />
              ))}
              <FailingTable rows={failing} />
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

function FaultCard({ fault }: { readonly fault: ModelFault }) {
  const { t } = useTranslation('circulation');
  const language = useScreenLanguage();
  return (
    <section className="console-card circulation-card">
      <h2>{t('signs.fault', { issue: inLanguage(fault.issueName, language), model: fault.model })}</h2>
      <p className="circulation-plain">
        {t('signs.devices', { count: fault.devices, of: fault.ofModel })}{' '}
        {fault.times === null ? t('signs.neverBefore') : t('signs.times', { times: fault.times })}
      </p>
      <h3 className="circulation-plain">{t('signs.draft')}</h3>
      {(['en', 'es'] as const).map((one) => (
        <div key={one} className="circulation-tools">
          <p className="circulation-plain" lang={one}>
            {fault.draft[one]}
          </p>
          <CopyButton value={fault.draft[one]}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy} aria-label={t('signs.copyIn', { language: t(`languages.${one}`) })}>
                {copied ? t('signs.copied') : t('signs.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      ))}
    </section>
  );
}

function FailingTable({ rows }: { readonly rows: readonly FailingDevice[] }) {
  const { t } = useTranslation('circulation');
  const columns: TableColumn<FailingDevice>[] = [
    { id: 'tag', header: t('columns.tag'), value: ({ device }) => device.tag },
    { id: 'model', header: t('columns.model'), value: ({ device }) => device.model },
    { id: 'holder', header: t('columns.holder'), value: ({ holder }) => holder?.name ?? null },
    { id: 'tickets', header: t('signs.tickets'), value: ({ tickets }) => tickets, numeric: true },
    { id: 'repairs', header: t('signs.repairs'), value: ({ repairs }) => repairs, numeric: true },
    { id: 'last', header: t('signs.last'), value: ({ lastAt }) => lastAt, show: ({ lastAt }) => <When at={lastAt} /> },
  ];
  return (
    <DataTable
      level={2}
      title={t('signs.failing')}
      columns={columns}
      rows={rows}
      rowKey={({ device }) => device.id}
      empty={t('signs.noneFailing')}
    />
  );
}
