// One demonstration is made for all tests; each worker serves a copy of its own.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { binary, site } from './house.js';

export default async function prepare() {
  if (!existsSync(binary)) throw new Error(`no program at ${binary}: run "cargo build -p bonafide" first`);
  rmSync(site, { recursive: true, force: true });
  const made = spawn(binary, ['demo', '--data', site, '--listen', '127.0.0.1:0', '--lang', 'en']);
  await new Promise((resolve, reject) => {
    let said = '';
    const heard = (piece) => { said += piece; if (said.includes('http://')) resolve(); };
    made.stdout.on('data', heard);
    made.stderr.on('data', heard);
    made.on('exit', (code) => reject(new Error(`the demonstration ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => made.removeAllListeners('exit').on('exit', resolve));
  made.kill('SIGTERM');
  await ended;
}
