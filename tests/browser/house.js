// A site of one's own for every worker, and what every test does: sign in, look whether a page is in order.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
export const binary = process.env.BONAFIDE_PROGRAM ?? join(here, '../../target/debug/bonafide');
export const site = join(here, 'results-site');

export const test = base.extend({
  // The address of a fresh copy of the demonstration.
  house: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'bonafide-'));
    cpSync(site, folder, { recursive: true });
    const served = spawn(binary, ['demo', '--data', folder, '--listen', '127.0.0.1:0', '--lang', 'en']);
    const address = await new Promise((resolve, reject) => {
      let said = '';
      const heard = (piece) => { said += piece; const found = said.match(/http:\/\/[\d.:]+\//); if (found) resolve(found[0]); };
      served.stdout.on('data', heard);
      served.stderr.on('data', heard);
      served.on('exit', (code) => reject(new Error(`the site ended with ${code}: ${said}`)));
    });
    await use(address.replace(/\/$/, ''));
    // It signs what is unsigned before it ends.
    const ended = new Promise((resolve) => served.on('exit', resolve));
    served.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }, { scope: 'worker', timeout: 120_000 }],

  // Nothing may go wrong unseen: a script that is refused, a file that is missing, an error in the console.
  page: async ({ page }, use) => {
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (line) => { if (line.type() === 'error' && !/status of 4\d\d/.test(line.text())) wrong.push(line.text()); });
    await use(page);
    expect(wrong).toEqual([]);
  },
});

export { expect };

export async function signIn(page, house, person) {
  await page.goto(`${house}/sign-in`);
  await page.fill('[name=person]', person);
  await page.fill('[name=password]', 'bonafide-demo');
  await page.click('main button.main');
  await expect(page.locator('.bar')).toContainText(person);
}

// What is not in order on a page: one heading, no violation, nothing wider than the window. With scripts off only the heading
// can be asked for: axe is a script, and it has seen the same page elsewhere.
export async function disorder(page) {
  const told = [];
  const headings = await page.locator('h1').count();
  if (headings !== 1) told.push(`${headings} headings`);
  if (test.info().project.use.javaScriptEnabled === false) return told;
  const { violations } = await new AxeBuilder({ page }).analyze();
  told.push(...violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) told.push(`wider than the window by ${wider} px`);
  return told;
}

export async function inOrder(page, what) {
  expect(await disorder(page), what).toEqual([]);
}
