import type { Page } from '@playwright/test';

const gapSeconds = 0.01;

/** What a scanner does: types the code 10 ms a key, wherever the focus is, and ends with Enter. Stamped, so that a busy computer does not slow it down. */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const began = Date.now() / 1_000;
  const sent = [...code, 'Enter'].flatMap((key, index) => {
    const press = {
      key,
      timestamp: began + index * gapSeconds,
      ...(key === 'Enter' ? { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } : { text: key }),
    };
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: press.timestamp + 0.002 }),
    ];
  });
  await Promise.all(sent);
  await session.detach();
}
