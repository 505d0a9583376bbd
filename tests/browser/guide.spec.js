// The pictures of the guide: drawn from the pages, and compared with them ever after, so that the guide cannot lie.
// `npx playwright test guide --update-snapshots` draws them anew.
import { expect, signIn, test } from './house.js';

// What differs from run to run is covered: random numbers of commands and receipts.
const drawn = async (page, name) => {
  await page.evaluate(() => document.activeElement?.blur());
  await expect(page).toHaveScreenshot(`${name}.png`);
};

test('home', async ({ page, house }) => {
  await page.goto(`${house}/`);
  await drawn(page, 'home');
});

test('self-check', async ({ page, house }) => {
  await page.goto(`${house}/self-check`);
  await drawn(page, 'self-check');
});

test('calendar', async ({ page, house }) => {
  await page.goto(`${house}/calendar?from=2025-09-26&count=15&unit=working-days`);
  await drawn(page, 'calendar');
});

test('desk', async ({ page, house }) => {
  await signIn(page, house, 'p10');
  await page.goto(`${house}/desk`);
  await drawn(page, 'desk');
});

test('case', async ({ page, house }) => {
  await signIn(page, house, 'p09');
  // Numbers are given in the order in which the stories happen to be played; the matter stays.
  await page.goto(`${house}/cases`);
  await page.locator('tr', { hasText: '柳湾便桥' }).locator('a').first().click();
  await drawn(page, 'case');
  await page.goto(`${page.url()}/findings`);
  await drawn(page, 'findings');
});

test('my matters', async ({ page, house }) => {
  await signIn(page, house, 'p07');
  await page.goto(`${house}/me`);
  await drawn(page, 'me');
});

test('drafting', async ({ page, house }) => {
  await signIn(page, house, 'p10');
  await page.goto(`${house}/policy`);
  await page.click('main button.main');
  const text = await page.inputValue('#text');
  await page.fill('#text', text.replace('当 先行先试 且', '当 先试先行 且'));
  await page.click('main button.main');
  await page.locator('#findings mark').first().waitFor();
  await drawn(page, 'drafting');
});
