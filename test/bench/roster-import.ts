import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rosterImport, type RosterImport } from '@firstbell/contracts/roster';
import { v7 as uuid } from 'uuid';
import { Client } from '../support/client.js';
import { generateRoster } from '../support/generate-roster.js';
import type { BenchContext } from './bench-context.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { NpmStart } from './npm-start.js';
import { commandOf, cpuMsOf, processTree, pssMbOf } from './process-figures.js';

const bars = { seconds: 10, mb: 100, timesSmall: 30 } as const;
const sizes = { full: { small: 4_200, large: 100_000 }, quick: { small: 100, large: 400 } } as const;

interface ImportRun {
  readonly students: number;
  readonly enrolments: number;
  readonly seconds: number;
  readonly readSeconds: number;
  readonly cpuMs: number;
  /** How far memory rose: of our processes, and with PostgreSQL. */
  readonly mb: { readonly ours: number; readonly all: number };
}

/** A school's roster uploaded, read into a diff by the worker, approved and applied, as the settings page does it. */
export async function roster4200(context: BenchContext): Promise<BenchResult[]> {
  const run = await importRoster(context, (context.quick ? sizes.quick : sizes.full).small);
  return [
    rosterResult('roster-4200', run, {
      limit: bars.seconds,
      bar: `≤${bars.seconds} s, memory ≤+${bars.mb} MB`,
      met: run.seconds <= bars.seconds && run.mb.ours <= bars.mb,
    }),
  ];
}

/** A state's roster, beside a school's in the same run: what it costs grows with its length and no faster. */
export async function roster100000(context: BenchContext): Promise<BenchResult[]> {
  const { small, large } = context.quick ? sizes.quick : sizes.full;
  const beside = await importRoster(context, small);
  const run = await importRoster(context, large);
  const limit = bars.timesSmall * beside.seconds;
  return [
    rosterResult('roster-100000', run, {
      limit,
      bar: `≤${bars.timesSmall}× of ${small.toLocaleString('en')} students in the same run`,
      met: run.seconds <= limit,
    }),
  ];
}

const rosterResult = (name: string, run: ImportRun, held: Pick<BenchResult, 'bar' | 'met' | 'limit'>): BenchResult =>
  resultOf({
    name,
    ...held,
    rate: run.seconds,
    unit: 's',
    cpu_ms_per_op: run.cpuMs / run.students,
    note: `${run.students.toLocaleString('en')} students, ${run.enrolments.toLocaleString('en')} enrolments; diff after ${run.readSeconds.toFixed(1)} s; our processes +${run.mb.ours.toFixed(0)} MB, with PostgreSQL +${run.mb.all.toFixed(0)} MB PSS; CPU per student`,
  });

/** Into a school of its own, so that nothing of an earlier run is compared. */
async function importRoster(context: BenchContext, students: number): Promise<ImportRun> {
  const { base, pid } = await context.installation();
  const path = join(tmpdir(), `firstbell-bench-${process.pid}.zip`);
  const { rows } = await generateRoster(path, { students });
  const admin = new Client(base);
  await admin.call('signIn', { email: 'admin@demo.example', password: NpmStart.demoPassword });
  await admin.call('createSchool', { name: `Bench ${uuid()}`, timeZone: 'UTC' });
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
    return {
      students,
      enrolments: rows['enrollments.csv'] ?? 0,
      seconds,
      readSeconds,
      cpuMs: memory.cpuMs() - cpuBefore,
      mb: { ours, all },
    };
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
  const end = performance.now() + 600_000;
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
