// The pages in Debian's Chromium. `npm test` here, or `cargo xtask test` for everything; `--update-snapshots` draws the
// pictures of the guide anew.
import { defineConfig } from '@playwright/test';

const wide = { width: 1280, height: 900 };
const narrow = { width: 375, height: 800 };

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  // Two processors, and each worker serves a site of its own.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  reporter: [['line']],
  globalSetup: './prepare.js',
  snapshotPathTemplate: '../../docs/guide/pictures/{arg}{ext}',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env.BONAFIDE_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'],
    },
    colorScheme: 'light',
    screenshot: 'off',
    trace: 'off',
  },
  // Letters are drawn a little differently by each release of the browser: a page that changed differs by far more.
  expect: { toHaveScreenshot: { maxDiffPixelRatio: 0.03, threshold: 0.3, animations: 'disabled' } },
  projects: [
    { name: 'wide-zh', use: { viewport: wide, locale: 'zh-CN' } },
    { name: 'narrow-zh', use: { viewport: narrow, locale: 'zh-CN' }, testIgnore: /guide/ },
    { name: 'wide-en', use: { viewport: wide, locale: 'en-GB' }, testIgnore: /guide/ },
    { name: 'narrow-en', use: { viewport: narrow, locale: 'en-GB' }, testMatch: /pages/ },
    { name: 'no-script', use: { viewport: wide, locale: 'zh-CN', javaScriptEnabled: false }, testMatch: /tasks/ },
  ],
});
