import { Button } from '@mantine/core';
import { circulationOperations, type ShelfRow } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { FormProblem } from '../../console/form-problem.js';
import { Loaded } from '../../console/loaded.js';
import { sayDone } from '../../console/say.js';
import { ScanField } from '../check/scan-field.js';
import { shelfQuery } from '../circulation-queries.js';
import { useOnce } from '../use-once.js';

/** Dropped-off laptops by number: laid down by a scan, fetched by a click. */
export function Shelf({ paused }: { readonly paused: boolean }) {
  const { t } = useTranslation('circulation');
  const shelf = useQuery(shelfQuery);
  const lay = useOnce(
    (deviceTag: string, requestId) => call(circulationOperations.shelveDevice, { requestId, deviceTag }),
    (row) => sayDone(t('shelf.laid', { tag: row.device.tag, shelf: row.shelf })),
  );
  const fetched = useOnce(
    (deviceId: string, requestId) => call(circulationOperations.fetchFromShelf, { requestId, deviceId }),
    () => sayDone(t('shelf.gone')),
  );
  const columns: TableColumn<ShelfRow>[] = [
    { id: 'shelf', header: t('shelf.number'), value: (row) => row.shelf, numeric: true },
    { id: 'tag', header: t('columns.tag'), value: ({ device }) => device.tag },
    { id: 'holder', header: t('columns.holder'), value: ({ holder }) => holder?.name ?? null },
    { id: 'ready', header: t('repairs.state'), value: ({ ready }) => t(ready ? 'shelf.ready' : 'shelf.waiting') },
    {
      id: 'actions',
      header: t('columns.actions'),
      value: () => null,
      show: ({ device }) => (
        <Button
          size="xs"
          variant="default"
          loading={fetched.isPending && fetched.variables === device.id}
          onClick={() => fetched.mutate(device.id)}
          aria-label={t('shelf.fetchOf', { tag: device.tag })}
        >
          {t('shelf.fetch')}
        </Button>
      ),
    },
  ];
  return (
    <div>
      <Loaded query={shelf}>
        {({ shelf: rows }) => (
          <DataTable
            level={2}
            title={t('shelf.title')}
            columns={columns}
            rows={rows}
            rowKey={({ device }) => device.id}
            empty={t('shelf.empty')}
          />
        )}
      </Loaded>
      <ScanField
        label={t('shelf.lay')}
        action={t('shelf.layAction')}
        busy={lay.isPending}
        paused={paused}
        onScan={(tag) => lay.mutate(tag)}
      />
      <FormProblem error={lay.error ?? fetched.error} />
    </div>
  );
}
