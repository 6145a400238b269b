import { expect, test } from '../support/test.js';

test('a board shows the time of its school, whatever its own clock is set to', async ({ open, school, en }) => {
  const as = await school.station('board', 'Board with a foreign clock');
  const page = await open({ path: '/board', as, size: 'kiosk', timeZone: 'Asia/Tokyo' });
  const atSchool = new Intl.DateTimeFormat('en', { timeZone: 'America/Chicago', timeStyle: 'short' });
  const isNow = (text: string) => [0, 60_000].some((ago) => text === atSchool.format(Date.now() - ago));
  const clock = page.locator('.board__clock');
  await expect.poll(async () => isNow(await clock.innerText())).toBe(true);
  await expect(page.getByText(en('board.opening'))).toHaveCount(0);
  await page.context().setOffline(true);
  const said = (ago: number) => en('board.offline', { time: atSchool.format(Date.now() - ago) });
  await expect.poll(async () => [said(0), said(60_000)].includes(await page.locator('.board__notice').innerText())).toBe(true);
});
