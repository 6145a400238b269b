import { type Mailing, mailingOperations, type MailSenderState } from '@firstbell/contracts/mailing';
import { getRouteApi } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { call } from '../api/call.js';
import type { LoadedList } from '../realtime/live-room.js';
import { useLiveRoom } from '../realtime/use-live-room.js';

interface MailRoom {
  /** Newest first; null until the first list came. */
  readonly mailings: readonly Mailing[] | null;
  /** Null when the school has none. */
  readonly sender: MailSenderState | null;
  readonly offline: boolean;
  readonly error: unknown;
  readonly asOf: number | null;
  readonly refetch: () => void;
  /** Shows the answer to one's own action at once. */
  readonly take: (mailing: Mailing) => void;
}

const route = getRouteApi('/_staff');
const Room = createContext<MailRoom | null>(null);

/** Every mailing of the school, live: at most one change a second each, however many mails go out. */
export function MailRoomProvider({ children }: { readonly children: ReactNode }) {
  const schoolId = route.useRouteContext().me.school.id;
  const room = useLiveRoom<true>({
    room: 'mail',
    load: async (signal): Promise<LoadedList<true>> => {
      const { mailings, sender, resume } = await call(mailingOperations.listMailings, {}, { signal });
      const rows = mailings.map((row) => ({ kind: 'mailing', id: row.id, version: row.version, row }) as const);
      const ofSender = sender === null ? [] : [{ kind: 'mail_sender', id: schoolId, version: sender.version, row: sender } as const];
      return { rows: [...rows, ...ofSender], resume, rest: true };
    },
  });
  const value = useMemo<MailRoom>(
    () => ({
      mailings: room.rest === null ? null : room.rowsOf('mailing').sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
      sender: room.rowsOf('mail_sender')[0] ?? null,
      offline: room.phase === 'offline',
      error: room.error,
      asOf: room.asOf,
      refetch: room.refetch,
      take: (row) => room.take({ kind: 'mailing', id: row.id, version: row.version, row }),
    }),
    [room],
  );
  return <Room value={value}>{children}</Room>;
}

export function useMailRoom(): MailRoom {
  const room = useContext(Room);
  if (room === null) throw new Error('useMailRoom belongs below MailRoomProvider.');
  return room;
}
