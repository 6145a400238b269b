import { useQueryClient } from '@tanstack/react-query';
import { fetchAnew } from '../api/fetch-anew.js';
import { stationIssuesQuery } from '../paired-screen/use-issues.js';
import { useLiveRoom } from '../realtime/use-live-room.js';

/** Hears that the catalogue changed, and that this kiosk was unpaired. */
export function useKioskNews(deskId: string): void {
  const queryClient = useQueryClient();
  useLiveRoom({
    room: 'kiosk',
    deskId,
    load: async () => {
      await fetchAnew(queryClient, stationIssuesQuery.queryKey);
      return { rows: [], rest: null };
    },
    onCatalogue: () => void fetchAnew(queryClient, stationIssuesQuery.queryKey),
  });
}
