import './kiosk.css';
import type { Me } from '@firstbell/contracts/people';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PairingPage } from '../paired-screen/pairing-page.js';
import { useStation } from '../paired-screen/use-station.js';
import { PageOpening } from '../shell/page-opening.js';
import { KioskScreens } from './kiosk-screens.js';
import { useKioskNews } from './use-kiosk-news.js';
import { useOutbox } from './use-outbox.js';

export function KioskPage() {
  const { t } = useTranslation('kiosk');
  const station = useStation('kiosk');
  useEffect(() => {
    document.title = `${t('pageTitle')} · Firstbell`;
  }, [t]);
  if (station.state === 'asking') return <PageOpening />;
  if (station.state !== 'paired') return <PairingPage kind="kiosk" />;
  return <PairedKiosk key={station.me.id} me={station.me} deskId={station.deskId} />;
}

function PairedKiosk({ me, deskId }: { readonly me: Me; readonly deskId: string }) {
  const { outbox, waiting } = useOutbox(me);
  useKioskNews(deskId);
  return outbox === null ? <PageOpening /> : <KioskScreens me={me} outbox={outbox} waiting={waiting} />;
}
