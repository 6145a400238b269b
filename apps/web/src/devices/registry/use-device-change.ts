import type { Device } from '@firstbell/contracts/devices';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { WishId } from '../../api/wish-id.js';

/** A change of one device, once however often it is sent. */
export function useDeviceChange<T>(send: (input: T, requestId: string) => Promise<Device>, onDone: (device: Device) => void) {
  const queryClient = useQueryClient();
  const [wish] = useState(() => new WishId());
  return useMutation({
    mutationFn: (input: T) => send(input, wish.of(input)),
    onSuccess: async (device) => {
      wish.done();
      await queryClient.invalidateQueries({ queryKey: ['devices'] });
      onDone(device);
    },
  });
}
