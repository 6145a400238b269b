import { expect, test } from '../support/test.js';

test('An administrator sees the queues, and the page loads nothing from elsewhere', async ({ open, school }) => {
  const page = await open({ path: '/admin/queues', as: await school.as('admin') });
  for (const queue of ['desk', 'imports', 'upkeep']) await expect(page.getByText(queue, { exact: true }).first()).toBeVisible();
  const foreign = await page.evaluate(
    (own) => performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(own)).length,
    school.base,
  );
  expect(foreign).toBe(0);
});
