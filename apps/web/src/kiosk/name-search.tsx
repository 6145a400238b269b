import { ticketOperations } from '@firstbell/contracts/tickets';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { isAway } from '../api/is-away.rules.js';
import { Button } from '../hallpass/button.js';
import { TextField } from '../hallpass/text-field.js';

interface NameSearchProps {
  readonly onPick: (personId: string, name: string) => void;
  /** Nobody can be looked up now; go on with what was typed. */
  readonly onTyped: (name: string) => void;
}

const switchedOff = (error: unknown): boolean => error instanceof ApiError && error.code === 'search.off';

/** At most five matches from the third letter on; a school can switch the search off. */
export function NameSearch({ onPick, onTyped }: NameSearchProps) {
  const { t } = useTranslation('kiosk');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['names', search.toLowerCase()],
    enabled: search.length >= 3,
    queryFn: ({ signal }) => call(ticketOperations.searchNames, { search }, { signal, timeoutMs: 4_000 }),
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  // Asked once in a while with letters no name begins with, so that nobody types in vain.
  const probe = useQuery({
    queryKey: ['name-search-allowed'],
    queryFn: ({ signal }) => call(ticketOperations.searchNames, { search: 'qqqq' }, { signal, timeoutMs: 4_000 }),
    staleTime: 10 * 60_000,
    gcTime: Infinity,
    retry: false,
    retryOnMount: false,
  });
  const matches = search.length >= 3 ? found.data?.matches : undefined;

  if (switchedOff(probe.error) || switchedOff(found.error)) return <p className="fb-lead">{t('welcome.searchOff')}</p>;
  return (
    <div className="names">
      <TextField
        large
        label={t('welcome.searchLabel')}
        hint={t('welcome.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="words"
        spellCheck={false}
        maxLength={60}
        enterKeyHint="search"
      />
      <div className="names__found" role="status">
        {matches === undefined || matches.length > 0 ? null : <p className="names__hint">{t('welcome.nobody')}</p>}
        {isAway(found.error) && search.length >= 3 ? (
          <>
            <p className="names__hint">{t('welcome.searchAway')}</p>
            <Button large look="plain" onClick={() => onTyped(search)}>
              {t('welcome.goOnAs', { name: search })}
            </Button>
          </>
        ) : null}
      </div>
      {search.length >= 3 ? null : (
        <ol className="names__how">
          {t('welcome.how', { returnObjects: true }).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {matches === undefined || matches.length === 0 ? null : (
        <ul className="names__list" aria-label={t('welcome.matches')}>
          {matches.map((match) => (
            <li key={match.id}>
              <Button look="plain" className="names__one" onClick={() => onPick(match.id, match.name)}>
                <span>{match.name}</span>
                {match.homeroom === null ? null : <small>{match.homeroom}</small>}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
