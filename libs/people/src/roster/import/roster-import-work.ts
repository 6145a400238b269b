import { unlink } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, type Tx } from '@firstbell/platform';
import { openRoster, type Roster } from '../open-roster.js';
import { RosterRefusal } from '../roster-refusal.js';
import { applySteps, RosterApplyStore, type ApplyStep } from './roster-apply.store.js';
import { RosterDiffStore, type DiffScope } from './roster-diff.store.js';
import { RosterClaimLost, RosterImportsStore, type RosterClaim } from './roster-imports.store.js';
import { stageBatches, type StagedTotals } from './stage-batches.js';
import { StagedRosterStore } from './staged-roster.store.js';

/** So often reading or applying may break off unexpectedly before a person has to look. */
const attemptsAllowed = 5;
/** For one statement over a whole district. */
const minutesOfDistrict = 10;
/** Imports whose diff can still be looked at. */
const importsKept = 5;

/**
 * Reads uploads into diffs and applies approved ones. Everything can be broken off at any moment: a reading is then
 * repeated from the start, an applying goes on after its last batch, and whoever lost the claim writes nothing more.
 */
@Injectable()
export class RosterImportWork {
  constructor(
    private readonly database: Database,
    private readonly imports: RosterImportsStore,
    private readonly staged: StagedRosterStore,
    private readonly diffs: RosterDiffStore,
    private readonly applies: RosterApplyStore,
  ) {}

  /** The handler of the job `roster.import`. */
  async handle({ schoolId, subjectId }: JobPayload<'roster.import'>): Promise<JobOutcome> {
    const found = await this.database.read(schoolId, (tx) => this.imports.find(tx, subjectId));
    const as = found?.state === 'applying' ? 'applying' : 'reading';
    const claim = await this.claim(schoolId, subjectId, as);
    // Done already, or another worker is at it; if that one dies, `due` finds the row when its lease is over.
    if (claim === undefined) return { kind: 'done' };
    if (claim.attempt >= attemptsAllowed) return this.giveUp(schoolId, claim, claim.attempt, 'the process that worked on it ended');
    try {
      await (as === 'applying' ? this.apply(schoolId, claim) : this.read(schoolId, claim));
      return { kind: 'done' };
    } catch (error) {
      if (error instanceof RosterClaimLost) return { kind: 'done' };
      return this.afterFailure(schoolId, claim, error);
    }
  }

  async claim(schoolId: string, importId: string, as: 'reading' | 'applying'): Promise<RosterClaim | undefined> {
    return this.database.transaction(schoolId, (tx) => this.imports.claim(tx, importId, as));
  }

  /** From the file to a diff, or to a refusal. The file is deleted in either case: it holds what nobody here may keep. */
  async read(schoolId: string, claim: RosterClaim): Promise<void> {
    try {
      await this.held(schoolId, claim, async (tx) => {
        await tx.mayTake(minutesOfDistrict);
        await this.staged.clear(tx, claim.importId);
        await this.imports.refuseBut(tx, importsKept);
        await this.staged.clearBut(tx, importsKept);
      });
      await this.stageAndCompare(schoolId, claim);
    } catch (error) {
      if (!(error instanceof RosterRefusal)) throw error;
      await this.held(schoolId, claim, (tx) => this.imports.end(tx, claim, 'refused', { code: error.code, detail: error.message }));
    }
    if (claim.filePath !== null) await unlink(claim.filePath).catch(() => undefined);
  }

  /** Batch by batch, each in its own transaction with its events. */
  async apply(schoolId: string, claim: RosterClaim): Promise<void> {
    let working = true;
    while (working) {
      working = await this.held(schoolId, claim, (tx) => this.applyBatch(tx, claim));
    }
  }

  private async stageAndCompare(schoolId: string, claim: RosterClaim): Promise<void> {
    if (claim.filePath === null) throw new Error('The upload of this import is gone.');
    const roster = await openRoster(claim.filePath, { shownName: claim.fileName });
    try {
      const schoolName = await this.database.read(schoolId, (tx) => nameOfSchool(tx));
      const totals: StagedTotals = { errors: 0, warnings: 0, notes: [], partial: false };
      for await (const batch of stageBatches(roster, schoolName, totals)) {
        await this.held(schoolId, claim, (tx) => this.staged.add(tx, claim.importId, batch));
      }
      await this.held(schoolId, claim, async (tx) => {
        await tx.mayTake(minutesOfDistrict);
        const { stayed, ...counts } = await this.diffs.compare(tx, claim.importId, scopeOf(roster, totals));
        if (stayed > 0)
          totals.notes.push(`People who are missing from the file but were given a sign-in here, and therefore stay: ${stayed}.`);
        await this.imports.ready(tx, claim, roster.version, {
          ...counts,
          errors: totals.errors,
          warnings: totals.warnings,
          notes: totals.notes,
        });
      });
    } finally {
      roster.close();
    }
  }

  private async applyBatch(tx: Tx, claim: RosterClaim): Promise<boolean> {
    const row = await this.imports.find(tx, claim.importId);
    const step = applySteps.find((name) => name === row?.apply_step) ?? 'people';
    const { after, rows } = await this.applies.apply(tx, claim, step, row?.apply_after ?? null);
    if (rows > 0) {
      await this.imports.progress(tx, claim, { step, after, people: step === 'people' ? rows : 0, telling: step === 'people' });
      return true;
    }
    const next: ApplyStep | undefined = applySteps[applySteps.indexOf(step) + 1];
    if (next !== undefined) {
      await this.imports.progress(tx, claim, { step: next, after: null, people: 0, telling: false });
      return true;
    }
    await tx.mayTake(minutesOfDistrict);
    await this.imports.applied(tx, claim);
    await this.staged.clearApplied(tx, claim.importId);
    return false;
  }

  private async afterFailure(schoolId: string, claim: RosterClaim, error: unknown): Promise<JobOutcome> {
    const detail = error instanceof Error ? error.message : String(error);
    const attempts = await this.database.transaction(schoolId, (tx) => this.imports.release(tx, claim));
    if (attempts >= attemptsAllowed) return this.giveUp(schoolId, claim, attempts, detail);
    return { kind: 'failed', code: 'roster_import.interrupted', detail };
  }

  private async giveUp(schoolId: string, claim: RosterClaim, attempts: number, detail: string): Promise<JobOutcome> {
    if (claim.filePath !== null) await unlink(claim.filePath).catch(() => undefined);
    await this.held(schoolId, claim, (tx) =>
      this.imports.end(tx, claim, 'failed', {
        code: 'roster_import.failed',
        detail: `Reading or applying the roster failed ${attempts} times, the last time with: ${detail}. Nothing half-written is left of a person. Upload the file again, and run "firstbell doctor" if it fails again.`,
      }),
    );
    return { kind: 'failed', code: 'roster_import.interrupted', detail };
  }

  private async held<T>(schoolId: string, claim: RosterClaim, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(schoolId, async (tx) => {
      await this.imports.hold(tx, claim);
      return work(tx);
    });
  }
}

async function nameOfSchool(tx: Tx): Promise<string> {
  const row = await tx.first<{ name: string }>('SELECT name FROM school WHERE id = $1', [tx.schoolId]);
  return row?.name ?? '';
}

/** A file that is absent, without rows or a delta says nothing about what it does not mention. */
function scopeOf(roster: Roster, totals: StagedTotals): DiffScope {
  const whole = (name: 'users.csv' | 'classes.csv' | 'enrollments.csv'): boolean => {
    const file = roster.files.get(name);
    return file?.hasRows === true && file.mode === 'bulk';
  };
  const wholePeople = whole('users.csv');
  const wholeClasses = whole('classes.csv');
  return { wholePeople, wholeClasses, wholeEnrollments: wholeClasses && whole('enrollments.csv'), partial: totals.partial };
}
