import { stat, unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { deviceOperations, DeviceImport } from '@firstbell/contracts/devices';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, ENV, FirstbellError, safeCsv, shownFileName, violatedConstraint, type Actor, type Env } from '@firstbell/platform';
import { keepDeviceUpload } from './device-upload.js';
import { DeviceImportsStore } from './device-imports.store.js';
import { previewDeviceFile } from './preview-device-file.js';
import { StagedDevicesStore } from './staged-devices.store.js';

type Ops = typeof deviceOperations;

/** Rows of the CSV of problems; a file with more is wrong throughout. */
const problemsOfCsv = 50_000;

/** What an administrator does with files of devices: upload, look at the diff, apply, take back. The work itself is the worker's. */
@Injectable()
export class DeviceImportService {
  constructor(
    private readonly database: Database,
    private readonly imports: DeviceImportsStore,
    private readonly staged: StagedDevicesStore,
    @Inject(ENV) private readonly env: Pick<Env, 'DATA_DIR'>,
  ) {}

  preview(body: Readable): Promise<OutputOf<Ops['previewDeviceFile']>> {
    return previewDeviceFile(body);
  }

  /** The same id again answers the import it made the first time. */
  async start(actor: Actor, input: InputOf<Ops['startDeviceImport']>, body: Readable): Promise<DeviceImport> {
    if (input.preset === 'own' && input.mapping?.tag === undefined && input.mapping?.serial === undefined) {
      throw new FirstbellError('devices.mapping_missing', 400, 'Say which column holds the tag or the serial number.', {
        field: 'mapping',
      });
    }
    const earlier = await this.database.read(actor.schoolId, (tx) => this.imports.find(tx, input.id));
    if (earlier !== undefined) {
      body.resume();
      return earlier.view;
    }
    const filePath = await keepDeviceUpload(body, this.env.DATA_DIR, input.id);
    try {
      if ((await stat(filePath)).size === 0)
        throw new FirstbellError('devices.no_rows', 400, 'The upload is empty. Choose the CSV file that lists the devices.', {
          field: 'file',
        });
      return await this.database.transaction(actor.schoolId, async (tx) => {
        await this.imports.insert(tx, {
          id: input.id,
          fileName: shownFileName(input.fileName, 'devices.csv'),
          filePath,
          preset: input.preset,
          mapping: input.mapping ?? {},
          startedBy: actor.id,
        });
        return (await this.imports.mustFind(tx, input.id)).view;
      });
    } catch (error) {
      await unlink(filePath).catch(() => undefined);
      // Sent twice at once: the other one was first.
      if (violatedConstraint(error) === 'device_import_pkey') return this.view(actor, input.id);
      throw error;
    }
  }

  async list(actor: Actor): Promise<OutputOf<Ops['listDeviceImports']>> {
    const rows = await this.database.read(actor.schoolId, (tx) => this.imports.last(tx, 20));
    return { imports: rows.map((row) => row.view) };
  }

  async view(actor: Pick<Actor, 'schoolId'>, importId: string): Promise<DeviceImport> {
    return this.database.read(actor.schoolId, async (tx) => (await this.imports.mustFind(tx, importId)).view);
  }

  async diff(actor: Pick<Actor, 'schoolId'>, input: InputOf<Ops['listDeviceDiff']>): Promise<OutputOf<Ops['listDeviceDiff']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const { view } = await this.imports.mustFind(tx, input.importId);
      return { rows: await this.staged.diff(tx, input.importId, input.change, input), total: view[input.change] };
    });
  }

  async problems(
    actor: Pick<Actor, 'schoolId'>,
    input: InputOf<Ops['listDeviceImportProblems']>,
  ): Promise<OutputOf<Ops['listDeviceImportProblems']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      await this.imports.mustFind(tx, input.importId);
      return this.staged.problems(tx, input.importId, input);
    });
  }

  async problemsCsv(actor: Pick<Actor, 'schoolId'>, importId: string): Promise<string> {
    const { rows } = await this.problems(actor, { importId, offset: 0, limit: problemsOfCsv });
    return safeCsv([
      ['severity', 'line', 'column', 'found', 'expected'],
      ...rows.map(({ severity, line, column, found, expected }) => [severity, line, column, found, expected]),
    ]);
  }

  async approve(actor: Pick<Actor, 'schoolId' | 'id'>, importId: string): Promise<DeviceImport> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.imports.approve(tx, importId, actor.id);
      return (await this.imports.mustFind(tx, importId)).view;
    });
  }

  async undo(actor: Pick<Actor, 'schoolId' | 'id'>, importId: string): Promise<DeviceImport> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      await this.imports.wantUndo(tx, importId, actor.id);
      return (await this.imports.mustFind(tx, importId)).view;
    });
  }
}
