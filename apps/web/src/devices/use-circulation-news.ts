import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fetchAnew } from '../api/fetch-anew.js';
import { useLiveRoom } from '../realtime/use-live-room.js';

/** News of a hand-out come many a second; what is on screen is fetched again at most this often. */
const restMs = 400;

const nothingToList = () => Promise.resolve({ rows: [], rest: null });

/** Whatever is on screen about devices that change hands is fetched again when one does. */
export function useCirculationNews(): void {
  const queryClient = useQueryClient();
  const { rows } = useLiveRoom<null>({ room: 'circulation', load: nothingToList });
  useEffect(() => {
    const timer = setTimeout(() => {
      void fetchAnew(queryClient, ['circulation']);
      void fetchAnew(queryClient, ['devices', 'one']);
    }, restMs);
    return () => clearTimeout(timer);
  }, [rows, queryClient]);
}
