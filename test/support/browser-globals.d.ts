/** What the code of the kiosk's outbox asks of a browser, for the compiler: tests run it outside of one, where it is not there. */
interface LockManager {
  request(name: string, work: () => Promise<void>): Promise<void>;
}
declare const navigator: { readonly locks?: LockManager };
declare function addEventListener(sign: string, listener: () => void, options: { capture: boolean; passive: boolean }): void;
