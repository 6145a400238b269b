import { Button, CloseButton, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk-context.js';
import { useDeskSettings } from '../desk-settings.js';
import { Kbd } from '../keys/kbd.js';
import type { TicketSearch } from '../line/use-ticket-search.js';

/** The search key goes here. */
export const searchFieldId = 'desk-search';

/** What starts work: the next ticket, a walk-up, a search. */
export function ActionRow({ search }: { readonly search: TicketSearch }) {
  const { t } = useTranslation('desk');
  const { actions, openDialog, line } = useDesk();
  const { singleKeys } = useDeskSettings();
  const key = (name: string) => (singleKeys ? <Kbd>{name}</Kbd> : null);
  return (
    <div className="desk-start">
      <Button
        size="md"
        className="desk-start__next"
        disabled={line.desk === null || line.desk.frozenAt !== null}
        onClick={actions.next}
        rightSection={key('N')}
      >
        {t('actions.next')}
      </Button>
      <Button size="md" variant="default" onClick={() => openDialog({ kind: 'quickLog' })} rightSection={key('Q')}>
        {t('actions.quickLog')}
      </Button>
      <TextInput
        id={searchFieldId}
        className="desk-start__search"
        size="md"
        type="text"
        role="searchbox"
        aria-label={t('actions.search')}
        placeholder={t('actions.searchHint')}
        autoComplete="off"
        spellCheck={false}
        value={search.typed}
        onChange={(event) => search.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          search.clear();
          event.currentTarget.blur();
        }}
        rightSection={
          search.typed === '' ? key('/') : <CloseButton size="sm" aria-label={t('actions.clearSearch')} onClick={search.clear} />
        }
      />
      <Button size="md" variant="default" className="desk-start__help" onClick={() => openDialog({ kind: 'help' })} rightSection={key('?')}>
        {t('actions.help')}
      </Button>
    </div>
  );
}
