import { createContext, type ReactNode, useContext } from 'react';
import { type CoachRoom, useCoachRoom } from './use-coach-room.js';

interface CoachContextValue extends CoachRoom {
  readonly deskId: string;
}

const CoachContext = createContext<CoachContextValue | null>(null);

/** One subscription for every page of the coach console. */
export function CoachRoomProvider({ deskId, children }: { readonly deskId: string; readonly children: ReactNode }) {
  const room = useCoachRoom(deskId);
  return <CoachContext value={{ ...room, deskId }}>{children}</CoachContext>;
}

export function useCoach(): CoachContextValue {
  const value = useContext(CoachContext);
  if (value === null) throw new Error('useCoach is for pages inside CoachRoomProvider.');
  return value;
}
