import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A colour that is still changing is nobody's to judge, and a change comes down to what inherits it a frame at a time. */
const untilColoursStand = `(async () => {
  for (let quietFrames = 0; quietFrames < 3; quietFrames += 1) {
    await new Promise(requestAnimationFrame);
    const changing = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    if (changing.length > 0) quietFrames = 0;
    await Promise.allSettled(changing.map(({ finished }) => finished));
  }
})()`;

/** No violation of WCAG 2.2 A or AA that a program can find. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(untilColoursStand);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(wcag22aa).analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, 4)
        .map(
          (node) =>
            `    ${node.html.slice(0, 220)}\n      ${node.any
              .concat(node.all)
              .map(({ message }) => message)
              .join('; ')
              .slice(0, 300)}`,
        )
        .join('\n')}`,
  );
  expect(found, `${what} has no violation`).toEqual([]);
}
