const sendAgainMs = 3_000;

/** Sends now, whenever the network says it is back, and every few seconds; answers how to stop. */
export function keepSending(sendAll: () => Promise<void>): () => void {
  const send = (): void => void sendAll().catch(() => undefined);
  send();
  const timer = setInterval(send, sendAgainMs);
  window.addEventListener('online', send);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', send);
  };
}
