import { AsyncResource } from 'node:async_hooks';

/** Nobody's: made where no transaction is under way. */
const outside = new AsyncResource('firstbell-test');

/** Does what somebody else does just then: not part of the transaction in whose midst the test calls it. */
export function somebodyElse<T>(does: () => Promise<T>): Promise<T> {
  return outside.runInAsyncScope(does);
}
