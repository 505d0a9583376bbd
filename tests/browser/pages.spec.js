// Every page that a role can reach by the links it is shown, in order at each width and in each language.
import { disorder, expect, inOrder, signIn, test } from './house.js';

const roles = {
  nobody: null,
  'tolerance office, head': 'p09', 'tolerance office, clerk': 'p10', investigator: 'p12', accuser: 'p16',
  'person concerned': 'p07', unit: 'p06', decider: 'p01', superior: 'p20', reviewer: 'w01',
};

// `/cases/2026-0001/flow` and `/cases/2026-0002/flow` are of one kind, and so are the forms of the acts, made of one table:
// two of a kind are opened, one where the window is narrow or the language another.
const kind = (path) => path.replace(/\d{4}-[A-Z]?\d{4}/g, '{no}').replace(/[0-9a-f]{32,}/g, '{id}')
  .replace(/\/(do|new)\/\w+/, '/$1/{act}').replace(/\/rules\/.+/, '/rules/{name}').replace(/\?.*/, '');

for (const [role, person] of Object.entries(roles)) {
  test(`${role}: every page in reach is in order`, async ({ page, house }, about) => {
    test.setTimeout(600_000);
    const ofAKind = about.project.name === 'wide-zh' ? 2 : 1;
    if (person) await signIn(page, house, person);
    const opened = new Map();
    const waiting = ['/'];
    const known = new Set(waiting);
    const trouble = [];
    while (waiting.length > 0) {
      const path = waiting.shift();
      if (/[?&]csv/.test(path)) continue;
      const count = opened.get(kind(path)) ?? 0;
      if (count >= ofAKind) continue;
      opened.set(kind(path), count + 1);
      // What is taken away as a file is no page.
      const answer = await page.goto(house + path).catch((error) => {
        if (!/Download is starting/.test(String(error))) throw error;
      });
      if (!answer) continue;
      if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      const told = await disorder(page);
      if (answer.status() !== 200) told.push(`answered ${answer.status()}`);
      trouble.push(...told.map((one) => `${path}: ${one}`));
      for (const found of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
        const next = found.replace(/#.*/, '');
        if (!known.has(next) && !next.startsWith('/assets/')) { known.add(next); waiting.push(next); }
      }
    }
    expect(trouble).toEqual([]);
    expect(opened.size, `kinds of pages of ${role}`).toBeGreaterThan(person ? 8 : 4);
  });
}

test('a page in the dark and one in large type are in order too', async ({ page, house }) => {
  await signIn(page, house, 'p09');
  for (const button of ['[name=theme]', '[name=size]']) {
    await page.goto(`${house}/desk`);
    await page.locator(button).click();
    await inOrder(page, button);
    await page.goto(`${house}/self-check`);
    await inOrder(page, `${button} on the self-check`);
  }
});

test('what is not there and what is not mine look alike', async ({ page, house }) => {
  await signIn(page, house, 't04');
  const titles = [];
  for (const path of ['/cases/2026-0001', '/cases/1999-0001']) {
    const answer = await page.goto(house + path);
    expect(answer.status()).toBe(404);
    await inOrder(page, path);
    titles.push(await page.locator('main').innerText());
  }
  expect(titles[0]).toBe(titles[1]);
});
