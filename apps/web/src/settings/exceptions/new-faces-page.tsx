import { Button } from '@mantine/core';
import type { OutputOf } from '@firstbell/contracts/operation';
import type { peopleOperations } from '@firstbell/contracts/people';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { When } from '../../console/when.js';
import { exceptionsQuery } from './exceptions-query.js';
import { SettleExceptionDialog } from './settle-exception-dialog.js';

export type RosterException = OutputOf<typeof peopleOperations.listRosterExceptions>['exceptions'][number];

/** People who filed as "I'm new": say who they are, or that they need no entry. */
export function NewFacesPage() {
  const { t } = useTranslation('settings');
  const exceptions = useQuery(exceptionsQuery);
  const [settling, setSettling] = useState<RosterException | null>(null);
  return (
    <>
      <PageHead title={t('newFaces.title')} lead={t('newFaces.lead')} />
      <Loaded query={exceptions}>
        {({ exceptions: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('newFaces.empty.title')} picture="not-sure">
              <p>{t('newFaces.empty.body')}</p>
            </EmptyState>
          ) : (
            <ul className="settings-list">
              {all.map((one) => (
                <li key={one.id} className="console-card settings-row">
                  <div>
                    <h2 className="settings-row__name">{one.typedName}</h2>
                    <p className="settings-faint">
                      {one.ticketCode === null ? null : (
                        <>
                          <span className="fb-code" translate="no">
                            {one.ticketCode}
                          </span>{' '}
                          ·{' '}
                        </>
                      )}
                      <When at={one.raisedAt} />
                    </p>
                  </div>
                  <Button
                    variant="default"
                    size="sm"
                    onClick={() => setSettling(one)}
                    aria-label={t('newFaces.settleNamed', { name: one.typedName })}
                  >
                    {t('newFaces.settle')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <SettleExceptionDialog key={settling?.id} exception={settling} onClose={() => setSettling(null)} />
    </>
  );
}
