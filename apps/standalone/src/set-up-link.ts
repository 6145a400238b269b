import { hashOfSecret, newSecret } from '@firstbell/people';
import { createDataSource } from '@firstbell/platform';

/**
 * Makes the secret of a one-time set-up link while no school exists: whoever starts Firstbell makes the first
 * administrator. A link of an earlier start ends with the new one.
 */
export async function makeSetUpSecret(appUrl: string): Promise<string | null> {
  const source = await createDataSource(appUrl, 1).initialize();
  try {
    const secret = newSecret();
    return await source.transaction(async (manager) => {
      const schools: unknown[] = await manager.query('SELECT 1 FROM every_school() LIMIT 1');
      if (schools.length > 0) return null;
      await manager.query('DELETE FROM set_up_link WHERE used_at IS NULL');
      await manager.query('INSERT INTO set_up_link (token_hash) VALUES ($1)', [hashOfSecret(secret)]);
      return secret;
    });
  } finally {
    await source.destroy();
  }
}
