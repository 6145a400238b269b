import { stat, unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { rosterOperations, RosterImport } from '@firstbell/contracts/roster';
import { Database, ENV, FirstbellError, safeCsv, shownFileName, type Actor, type Env } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { RosterDiffStore } from './roster-diff.store.js';
import { RosterImportsStore, rosterImportNotFound, type RosterImportRow } from './roster-imports.store.js';
import { keepRosterUpload } from './roster-upload.js';
import { StagedRosterStore } from './staged-roster.store.js';

type Ops = typeof rosterOperations;

/** Rows of the CSV of problems; a file with more is wrong throughout. */
const problemsOfCsv = 50_000;

/** What an administrator does with rosters: upload, look at the diff, apply. The work itself is the worker's. */
@Injectable()
export class RosterImportService {
  constructor(
    private readonly database: Database,
    private readonly imports: RosterImportsStore,
    private readonly staged: StagedRosterStore,
    private readonly diffs: RosterDiffStore,
    @Inject(ENV) private readonly env: Pick<Env, 'DATA_DIR'>,
  ) {}

  async start(actor: Actor, input: InputOf<Ops['startRosterImport']>, body: Readable): Promise<RosterImport> {
    const id = uuid();
    const filePath = await keepRosterUpload(body, this.env.DATA_DIR, id);
    try {
      if ((await stat(filePath)).size === 0)
        throw new FirstbellError(
          'roster.not_a_zip',
          400,
          'The upload is empty. Choose the zip that the school information system exported.',
          { field: 'file' },
        );
      return await this.database.transaction(actor.schoolId, async (tx) => {
        await this.imports.insert(tx, { id, fileName: shownFileName(input.fileName, 'roster.zip'), filePath, startedBy: actor.id });
        return (await this.mustFind(tx, id)).view;
      });
    } catch (error) {
      await unlink(filePath).catch(() => undefined);
      throw error;
    }
  }

  async list(actor: Actor): Promise<OutputOf<Ops['listRosterImports']>> {
    const rows = await this.database.read(actor.schoolId, (tx) => this.imports.last(tx, 20));
    return { imports: rows.map((row) => row.view) };
  }

  async view(actor: Pick<Actor, 'schoolId'>, importId: string): Promise<RosterImport> {
    return this.database.read(actor.schoolId, async (tx) => (await this.mustFind(tx, importId)).view);
  }

  async diff(actor: Pick<Actor, 'schoolId'>, input: InputOf<Ops['listRosterDiff']>): Promise<OutputOf<Ops['listRosterDiff']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const { view } = await this.mustFind(tx, input.importId);
      return { rows: await this.diffs.page(tx, input.importId, input.change, input), total: view.people[input.change] };
    });
  }

  async errors(actor: Pick<Actor, 'schoolId'>, input: InputOf<Ops['listRosterErrors']>): Promise<OutputOf<Ops['listRosterErrors']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      await this.mustFind(tx, input.importId);
      return this.staged.problems(tx, input.importId, input);
    });
  }

  async errorsCsv(actor: Pick<Actor, 'schoolId'>, importId: string): Promise<string> {
    const { rows } = await this.errors(actor, { importId, offset: 0, limit: problemsOfCsv });
    return safeCsv([
      ['severity', 'file', 'line', 'column', 'found', 'expected'],
      ...rows.map(({ severity, file, line, column, found, expected }) => [severity, file, line, column, found, expected]),
    ]);
  }

  async approve(actor: Pick<Actor, 'schoolId'> & { readonly id: string | null }, importId: string): Promise<RosterImport> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.imports.approve(tx, importId, actor.id);
      return (await this.mustFind(tx, importId)).view;
    });
  }

  private async mustFind(tx: Parameters<RosterImportsStore['find']>[0], importId: string): Promise<RosterImportRow> {
    const row = await this.imports.find(tx, importId);
    if (row === undefined) throw rosterImportNotFound();
    return row;
  }
}
