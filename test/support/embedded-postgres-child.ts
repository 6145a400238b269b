import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Another node process with an embedded PostgreSQL, so that it can be killed, or run as somebody else. */
export interface EmbeddedPostgresChild {
  process: ChildProcess;
  ownerUrl: string;
  pid: number;
}

/** Compiles the supervision once for such processes, inside the project so that its packages are found. */
export class EmbeddedPostgresChildren {
  private readonly folder = resolve('node_modules', '.cache', `firstbell-children-${process.pid}`);
  private readonly children: ChildProcess[] = [];

  constructor() {
    mkdirSync(this.folder, { recursive: true });
    const swc = createRequire(import.meta.url).resolve('@swc/cli/bin/swc.js');
    const { status, stderr } = spawnSync(process.execPath, [swc, 'apps/standalone/src', '-d', this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    writeFileSync(
      join(this.folder, 'child.mjs'),
      `import { EmbeddedPostgres } from './apps/standalone/src/embedded-postgres/index.js';
       try {
         const postgres = await EmbeddedPostgres.start(process.argv[2], JSON.parse(process.argv[3]));
         process.send({ ownerUrl: postgres.ownerUrl, pid: postgres.pid });
         setInterval(() => undefined, 60_000);
         process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
       } catch (error) {
         process.send({ failure: error.message });
         process.exit(1);
       }`,
    );
  }

  start(dataFolder: string, options: object = {}, as?: { uid: number; gid: number }): Promise<EmbeddedPostgresChild> {
    return this.spawn(dataFolder, options, as).ready;
  }

  /** `ready` rejects with the message of the StartFailure when the database does not start there. */
  spawn(dataFolder: string, options: object = {}, as?: { uid: number; gid: number }) {
    const child = spawn(process.execPath, [join(this.folder, 'child.mjs'), dataFolder, JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      ...as,
    });
    this.children.push(child);
    const ready = new Promise<EmbeddedPostgresChild>((fulfil, reject) => {
      child.once('message', (message: { ownerUrl: string; pid: number } | { failure: string }) => {
        if ('failure' in message) reject(new Error(message.failure));
        else fulfil({ process: child, ...message });
      });
      child.once('exit', (code, signal) => reject(new Error(`the child ended: ${code ?? signal}`)));
    });
    return { process: child, ready };
  }

  end(): void {
    this.children.forEach((child) => child.kill('SIGKILL'));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
