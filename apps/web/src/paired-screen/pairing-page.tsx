import './pairing.css';
import { stationOperations } from '@firstbell/contracts/people';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { meQuery } from '../api/me-query.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { Ticket } from '../hallpass/ticket.js';
import { Wordmark } from '../hallpass/wordmark.js';
import type { StationKind } from './use-station.js';

/** Several screens may ask from one address; at this pace a dozen stay under the limit. */
const askEveryMs = 4_000;

/** A screen that is nobody's yet: it shows a code and asks, with its own secret, whether the coach has typed it. */
export function PairingPage({ kind }: { readonly kind: StationKind }) {
  const { t, i18n } = useTranslation('pairing');
  const queryClient = useQueryClient();
  const pairing = useQuery({
    queryKey: ['pairing', kind],
    queryFn: () => call(stationOperations.startPairing, { kind }),
    staleTime: Infinity,
    gcTime: 0,
    retry: true,
    retryDelay: askEveryMs,
    refetchOnWindowFocus: false,
  });
  const { data: offer } = pairing;
  const asked = useQuery({
    queryKey: ['pairing-state', offer?.pairingId],
    enabled: offer !== undefined,
    queryFn: async ({ signal }) => {
      if (offer === undefined) return { state: 'expired' as const };
      try {
        return await call(stationOperations.pairingState, { pairingId: offer.pairingId, secret: offer.secret }, { signal });
      } catch (error) {
        // Forgotten by the server: as good as expired.
        if (error instanceof ApiError && error.status < 500 && error.status !== 429) return { state: 'expired' as const };
        throw error;
      }
    },
    refetchInterval: askEveryMs,
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 0,
  });

  const state = asked.data?.state;
  useEffect(() => {
    if (state === 'expired') void queryClient.resetQueries({ queryKey: ['pairing', kind] });
    if (state === 'paired') void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  }, [state, kind, queryClient]);
  useEffect(() => {
    document.title = `${t(`${kind}.title`)} · Firstbell`;
  }, [t, kind]);

  const away = pairing.failureCount > 0 || asked.isError;
  const until =
    offer === undefined ? '' : new Intl.DateTimeFormat(i18n.resolvedLanguage, { timeStyle: 'short' }).format(new Date(offer.expiresAt));
  return (
    <div className="pairing">
      <header className="pairing__head">
        <Wordmark />
        <LanguageToggle onChoose={(language) => void i18n.changeLanguage(language)} />
      </header>
      <main className="pairing__main">
        <div className="pairing__ticket">
          <Ticket code={offer === undefined ? '··· ···' : `${offer.code.slice(0, 3)} ${offer.code.slice(3)}`}>
            {offer === undefined ? t('asking') : t('stub')}
          </Ticket>
        </div>
        <div className="pairing__words">
          <h1 className="fb-h1">{t(`${kind}.title`)}</h1>
          <ol className="pairing__steps">
            {t('steps', { returnObjects: true }).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p role="status" className="pairing__state">
            {state === 'paired' ? t('paired') : away ? t('away') : t('waiting')}
          </p>
          {offer === undefined ? null : <p className="fb-lead">{t('until', { time: until })}</p>}
          <p>
            <Link to={kind === 'kiosk' ? '/board' : '/kiosk'} className="fb-link">
              {t(`other.${kind}`)}
            </Link>
          </p>
        </div>
      </main>
    </div>
  );
}
