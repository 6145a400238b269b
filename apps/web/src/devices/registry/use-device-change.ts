import type { Device } from '@firstbell/contracts/devices';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';

/** A change of one device under a request id that stays the same until it went through, so that it happens once. */
export function useDeviceChange<T>(send: (input: T, requestId: string) => Promise<Device>, onDone: (device: Device) => void) {
  const queryClient = useQueryClient();
  const requestId = useRef(v7());
  return useMutation({
    mutationFn: (input: T) => send(input, requestId.current),
    onSuccess: async (device) => {
      requestId.current = v7();
      await queryClient.invalidateQueries({ queryKey: ['devices'] });
      onDone(device);
    },
  });
}
