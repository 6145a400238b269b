import { unlink } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, foundAs, type Tx } from '@firstbell/platform';
import { DeviceApplyStore } from './device-apply.store.js';
import { DeviceDiffStore, type ColumnNames } from './device-diff.store.js';
import { DeviceFileRefusal } from './device-file-refusal.js';
import type { DeviceHeader } from './device-header.rules.js';
import { DeviceImportClaimLost, DeviceImportsStore, type DeviceImportClaim, type DeviceImportWorkKind } from './device-imports.store.js';
import { deviceLayouts } from './device-presets.rules.js';
import { readDeviceFile } from './read-device-file.js';
import { StagedDevicesStore } from './staged-devices.store.js';

/** So often the work on an import may break off unexpectedly before a person has to look. */
const attemptsAllowed = 5;
/** For one statement over a whole district. */
const minutesOfDistrict = 10;
/** Imports whose diff can still be looked at, and be taken back. */
const importsKept = 5;

/**
 * Reads uploads into diffs, applies approved ones and takes applied ones back. Everything can be broken off at any
 * moment: a reading is then repeated from the start, the rest goes on after its last batch, and whoever lost the claim
 * writes nothing more.
 */
@Injectable()
export class DeviceImportWork {
  constructor(
    private readonly database: Database,
    private readonly imports: DeviceImportsStore,
    private readonly staged: StagedDevicesStore,
    private readonly diffs: DeviceDiffStore,
    private readonly applies: DeviceApplyStore,
  ) {}

  /** The handler of the job `devices.import`. */
  async handle({ schoolId, subjectId }: JobPayload<'devices.import'>): Promise<JobOutcome> {
    const found = await this.database.read(schoolId, (tx) => this.imports.find(tx, subjectId));
    const as: DeviceImportWorkKind = found?.state === 'applying' || found?.state === 'undoing' ? found.state : 'reading';
    const claim = await this.database.transaction(schoolId, (tx) => this.imports.claim(tx, subjectId, as));
    // Done already, or another worker is at it; if that one dies, `due` finds the row when its lease is over.
    if (claim === undefined) return { kind: 'done' };
    if (claim.attempt >= attemptsAllowed) return this.giveUp(schoolId, claim, claim.attempt, 'the process that worked on it ended');
    try {
      await this.work(schoolId, claim, as);
      return { kind: 'done' };
    } catch (error) {
      if (error instanceof DeviceImportClaimLost) return { kind: 'done' };
      return this.afterFailure(schoolId, claim, error);
    }
  }

  async work(schoolId: string, claim: DeviceImportClaim, as: DeviceImportWorkKind): Promise<void> {
    if (as === 'reading') return this.read(schoolId, claim);
    let working = true;
    while (working) working = await this.held(schoolId, claim, (tx) => this.writeBatch(tx, claim, as));
  }

  /** From the file to a diff, or to a refusal. The file is deleted in either case: it names people. */
  private async read(schoolId: string, claim: DeviceImportClaim): Promise<void> {
    try {
      await this.held(schoolId, claim, async (tx) => {
        await tx.mayTake(minutesOfDistrict);
        await this.staged.clear(tx, claim.importId);
        await this.imports.refuseBut(tx, importsKept);
        await this.staged.clearBut(tx, importsKept);
      });
      await this.stageAndCompare(schoolId, claim);
    } catch (error) {
      if (!(error instanceof DeviceFileRefusal)) throw error;
      await this.held(schoolId, claim, async (tx) => {
        await this.staged.clear(tx, claim.importId);
        await this.imports.end(tx, claim, 'refused', { code: error.code, detail: error.message });
      });
    }
    if (claim.filePath !== null) await unlink(claim.filePath).catch(() => undefined);
  }

  private async stageAndCompare(schoolId: string, claim: DeviceImportClaim): Promise<void> {
    if (claim.filePath === null) throw new Error('The upload of this import is gone.');
    let header: DeviceHeader | undefined;
    let problems = 1;
    for await (const batch of readDeviceFile(claim.filePath, claim)) {
      const numberOf = problems;
      header = batch.header;
      problems += batch.problems.length;
      await this.held(schoolId, claim, async (tx) => {
        await this.staged.add(tx, claim.importId, batch.devices);
        await this.staged.addProblems(tx, claim.importId, batch.problems, numberOf);
      });
    }
    await this.held(schoolId, claim, (tx) => this.staged.countForPlanner(tx));
    const layout = deviceLayouts[claim.preset];
    await this.held(schoolId, claim, async (tx) => {
      await tx.mayTake(minutesOfDistrict);
      const counts = await this.diffs.compare(tx, claim.importId, layout, columnNames(header));
      await this.imports.ready(tx, claim, { ...counts, notes: notesOn(header, layout.modelOtherwise) });
    });
  }

  /** Each batch in its own transaction with its events. Answers whether there may be more. */
  private async writeBatch(tx: Tx, claim: DeviceImportClaim, as: 'applying' | 'undoing'): Promise<boolean> {
    const row = await this.imports.mustFind(tx, claim.importId);
    const batch = await (as === 'applying'
      ? this.applies.apply(tx, claim, row.apply_after)
      : this.applies.undo(tx, claim, row.apply_after));
    if (batch.after !== null) {
      const [passedOver, kept] = as === 'applying' ? [batch.left, 0] : [0, batch.left];
      await this.imports.progress(tx, claim, { after: batch.after, done: batch.rows - batch.left, passedOver, kept });
      return true;
    }
    if (as === 'applying') {
      await tx.mayTake(minutesOfDistrict);
      await this.applies.noteSeen(tx, claim);
      await this.applies.forgetUnchanged(tx, claim);
    }
    await this.imports.finish(tx, claim, as === 'applying' ? 'applied' : 'undone');
    return false;
  }

  private async afterFailure(schoolId: string, claim: DeviceImportClaim, error: unknown): Promise<JobOutcome> {
    const detail = error instanceof Error ? error.message : String(error);
    const attempts = await this.database.transaction(schoolId, (tx) => this.imports.release(tx, claim));
    if (attempts >= attemptsAllowed) return this.giveUp(schoolId, claim, attempts, detail);
    return { kind: 'failed', code: 'device_import.interrupted', detail };
  }

  private async giveUp(schoolId: string, claim: DeviceImportClaim, attempts: number, detail: string): Promise<JobOutcome> {
    if (claim.filePath !== null) await unlink(claim.filePath).catch(() => undefined);
    await this.held(schoolId, claim, (tx) =>
      this.imports.end(tx, claim, 'failed', {
        code: 'device_import.failed',
        detail: `Reading, applying or undoing failed ${attempts} times, the last time with: ${detail}. No device is half written. Upload the file again, and run "firstbell doctor" if it fails again.`,
      }),
    );
    return { kind: 'failed', code: 'device_import.interrupted', detail };
  }

  private async held<T>(schoolId: string, claim: DeviceImportClaim, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(schoolId, async (tx) => {
      await this.imports.hold(tx, claim);
      return work(tx);
    });
  }
}

function columnNames(header: DeviceHeader | undefined): ColumnNames {
  const name = (column: Parameters<DeviceHeader['at']['get']>[0]): string | undefined => {
    const at = header?.at.get(column);
    return at === undefined ? undefined : foundAs(header?.cells[at] ?? '');
  };
  return {
    tag: name('tag') ?? name('serial') ?? '',
    serial: name('serial') ?? '',
    model: name('model') ?? '',
    status: name('status') ?? '',
    holder: name('holderEmail') ?? name('holderUsername') ?? '',
  };
}

function notesOn(header: DeviceHeader | undefined, modelOtherwise: string | null): string[] {
  return header?.at.has('model') === false && modelOtherwise !== null
    ? [`The file names no models; new devices are called “${modelOtherwise}”.`]
    : [];
}
