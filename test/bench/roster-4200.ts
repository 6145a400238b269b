import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rosterImport, type RosterImport } from '@firstbell/contracts/roster';
import { Client } from '../support/client.js';
import { generateRoster } from '../support/generate-roster.js';
import type { BenchContext } from './bench-context.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { NpmStart } from './npm-start.js';
import { commandOf, cpuMsOf, processTree, pssMbOf } from './process-figures.js';

const bars = { seconds: 10, mb: 100 } as const;

/** A roster uploaded, read into a diff by the worker, approved and applied, as the settings page does it. */
export async function roster4200(context: BenchContext): Promise<BenchResult[]> {
  const students = context.quick ? 100 : 4_200;
  const { base, pid } = await context.installation();
  const path = join(tmpdir(), `firstbell-bench-${process.pid}.zip`);
  const { rows } = await generateRoster(path, { students });
  const admin = new Client(base);
  await admin.call('signIn', { email: 'admin@demo.example', password: NpmStart.demoPassword });
  const memory = new MemoryWatch(pid);
  const zip = await readFile(path);
  await rm(path);
  const cpuBefore = memory.cpuMs();
  memory.start();
  try {
    const began = performance.now();
    const { id } = await upload(admin, zip);
    const read = await until(admin, id, 'ready');
    const readSeconds = (performance.now() - began) / 1_000;
    await admin.call('applyRosterImport', { importId: id });
    await until(admin, id, 'applied');
    const seconds = (performance.now() - began) / 1_000;
    const { ours, all } = await memory.stop();
    if (read.errors > 0 || read.people.added < students) throw new Error(`The roster was read wrongly: ${JSON.stringify(read)}`);
    return [
      resultOf({
        name: 'roster-4200',
        rate: seconds,
        limit: bars.seconds,
        unit: 's',
        cpu_ms_per_op: (memory.cpuMs() - cpuBefore) / students,
        bar: `≤${bars.seconds} s, memory ≤+${bars.mb} MB`,
        met: seconds <= bars.seconds && ours <= bars.mb,
        note: `${students.toLocaleString('en')} students, ${(rows['enrollments.csv'] ?? 0).toLocaleString('en')} enrolments; diff after ${readSeconds.toFixed(1)} s; our processes +${ours.toFixed(0)} MB, with PostgreSQL +${all.toFixed(0)} MB PSS; CPU per student`,
      }),
    ];
  } finally {
    await memory.stop();
  }
}

async function upload(admin: Client, zip: Buffer): Promise<RosterImport> {
  const response = await fetch(`${admin.base}/api/roster/imports?fileName=roster.zip`, {
    method: 'POST',
    body: zip,
    headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`The upload was refused: ${response.status} ${text}`);
  return rosterImport.parse(JSON.parse(text));
}

async function until(admin: Client, importId: string, state: RosterImport['state']): Promise<RosterImport> {
  const end = performance.now() + 180_000;
  for (;;) {
    const now = await admin.call('rosterImport', { importId });
    if (now.state === state) return now;
    if (now.refusal !== null || performance.now() > end)
      throw new Error(`The import is ${now.state}: ${now.refusal?.detail ?? 'it takes too long'}`);
    await sleep(50);
  }
}

/** How far the memory of a process tree rises above what it was. */
class MemoryWatch {
  private before = { ours: 0, all: 0 };
  private peak = { ours: 0, all: 0 };
  private watching: NodeJS.Timeout | undefined;

  constructor(private readonly root: number) {}

  start(): void {
    this.before = this.now();
    this.peak = this.before;
    this.watching = setInterval(() => {
      this.look();
    }, 100);
  }

  async stop(): Promise<{ ours: number; all: number }> {
    clearInterval(this.watching);
    this.look();
    return { ours: this.peak.ours - this.before.ours, all: this.peak.all - this.before.all };
  }

  /** Of our own processes, in milliseconds. */
  cpuMs(): number {
    return processTree(this.root)
      .filter(isOurs)
      .reduce((sum, pid) => sum + cpuMsOf(pid), 0);
  }

  private look(): void {
    const now = this.now();
    this.peak = { ours: Math.max(this.peak.ours, now.ours), all: Math.max(this.peak.all, now.all) };
  }

  private now(): { ours: number; all: number } {
    const sums = { ours: 0, all: 0 };
    for (const pid of processTree(this.root)) {
      const mb = pssMbOf(pid);
      sums.all += mb;
      if (isOurs(pid)) sums.ours += mb;
    }
    return sums;
  }
}

const isOurs = (pid: number): boolean => !/^postgres:|\/postgres /.test(commandOf(pid));
