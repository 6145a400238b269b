import type { PoolConfig } from 'pg';

/**
 * For every pool. It listens to the connections nobody holds; the loss of one that is held, or was made this instant, while nothing is
 * asked over it would end the whole process. Whoever holds it finds out with the next statement.
 */
export const survivesLosses: Pick<PoolConfig, 'onConnect'> = {
  onConnect: (client) => {
    client.on('error', () => undefined);
  },
};
