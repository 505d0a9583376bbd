// What people come for, each told as a short story; the project `no-script` walks the same with scripts off.
import { expect, inOrder, signIn, test } from './house.js';

test('anyone asks whether an error may be tolerated, and leaves nothing behind', async ({ page, house, context }) => {
  await page.goto(`${house}/self-check`);
  const first = await page.locator('h1').innerText();
  await inOrder(page, 'the first question');
  await page.locator('[name=value]').first().check();
  await page.locator('[value=next]').click();
  await expect(page.locator('h1')).not.toHaveText(first);
  for (let count = 0; count < 3; count += 1) await page.locator('[value=unclear]').click();
  await page.locator('[value=back]').click();
  await page.locator('[value=end]').click();
  await inOrder(page, 'the result');
  expect(await context.cookies()).toEqual([]);
});

test('anyone counts a term day by day', async ({ page, house }) => {
  await page.goto(`${house}/calendar`);
  await page.fill('#from', '2025-09-26');
  await page.fill('#count', '15');
  await page.click('main button.main');
  await expect(page.locator('.status')).toContainText('2025-10-23');
  await expect(page.locator('main svg')).toBeVisible();
});

test('a reader changes language, and comes back to the same page', async ({ page, house }) => {
  await page.goto(`${house}/open/rules/general@2026-1`);
  const before = await page.locator('html').getAttribute('lang');
  await page.click('[name=language]');
  expect(page.url()).toBe(`${house}/open/rules/general@2026-1`);
  await expect(page.locator('html')).not.toHaveAttribute('lang', before);
});

test('a wrong password is told without saying what was wrong, the right one leads back', async ({ page, house }) => {
  await page.goto(`${house}/cases`);
  await page.fill('[name=person]', 'p09');
  await page.fill('[name=password]', 'not it');
  await page.click('main button.main');
  await inOrder(page, 'a wrong password');
  await page.fill('[name=person]', 'p09');
  await page.fill('[name=password]', 'bonafide-demo');
  await page.click('main button.main');
  expect(page.url()).toBe(`${house}/cases`);
});

test('a clerk drafts a revision, sees what is wrong under its line, and tries it', async ({ page, house }, about) => {
  await signIn(page, house, 'p10');
  await page.goto(`${house}/policy`);
  await page.check('[name=base][value="general@2026-1"]');
  await page.click('main button.main');
  const text = await page.inputValue('#text');
  await page.fill('#text', text.replace('当 执行上级决定 且', '当 执行上级指示 且'));
  // With scripts the findings follow the typing; without, the button brings them.
  if (about.project.use.javaScriptEnabled === false) await page.click('main button.main');
  await expect(page.locator('#findings mark').first()).toHaveText('执行上级指示');
  await inOrder(page, 'a draft with an error');
  await page.fill('#text', text.replace('直接损失 < 500万元', '直接损失 < 50万元'));
  await page.click('main button.main');
  await expect(page.locator('#findings .status')).toHaveClass(/done/);
  await page.goto(`${page.url()}/test`);
  await inOrder(page, 'the tests of a draft');
});

test('an investigator asks what would change the outcome, and nothing is stored', async ({ page, house }) => {
  await signIn(page, house, 'p09');
  await page.goto(`${house}/cases`);
  await page.locator('td a[href^="/cases/"]').first().click();
  const address = page.url().replace(/\/$/, '');
  await page.goto(`${address}/what-if`);
  await page.selectOption('#fact', { index: 3 });
  await page.fill('#value', 'true');
  await page.click('main button.main');
  await inOrder(page, 'a question of what if');
  await expect(page.locator('.status').first()).toBeVisible();
});

test('an act that is refused says why, on what it rests, and what to do; the text stays', async ({ page, house }) => {
  await signIn(page, house, 'p12');
  await page.goto(`${house}/cases`);
  await page.locator('td a[href^="/cases/"]').first().click();
  const address = page.url().replace(/\/$/, '');
  await page.goto(`${address}/do/close`);
  const area = page.locator('main textarea').first();
  const typed = '请求结案的说明 – kept';
  if (await area.count()) await area.fill(typed);
  await page.click('main button.main');
  await expect(page.locator('.refused')).toBeVisible();
  await inOrder(page, 'a refusal');
  if (await area.count()) await expect(page.locator('main textarea').first()).toHaveValue(typed);
});
