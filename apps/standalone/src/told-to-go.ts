import type { ChildProcess } from 'node:child_process';

/** In the child: waits, loaded and warm, until the database is ready to be used. A process started by hand goes at once. */
export function toldToGo(): Promise<void> {
  if (process.send === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!isGo(message)) return;
      process.off('message', listen);
      process.off('disconnect', end);
      resolve();
    };
    // Nothing is open yet that would have to be closed.
    const end = () => process.exit(0);
    process.on('message', listen);
    process.on('disconnect', end);
  });
}

/** In the parent. A child that has ended meanwhile is noticed by its exit. */
export function tellToGo(child: ChildProcess): void {
  if (child.connected) child.send({ type: 'go' }, () => undefined);
}

function isGo(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'go';
}
