import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AgreementProblem, circulationOperations } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, foundAs, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { readAgreementsFile, type AgreementsFile } from './agreements-file.js';
import { AgreementsStore, type WhoseAgreement } from './agreements.store.js';

type Op = (typeof circulationOperations)['importAgreements'];

const problemsShown = 100;

/** Signed agreements from a list, as a form or the office keeps it, so that the hand-out need not ask for the paper. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly database: Database,
    private readonly store: AgreementsStore,
    private readonly schedules: SchedulesService,
  ) {}

  async import(actor: Actor, input: InputOf<Op>, body: Readable): Promise<OutputOf<Op>> {
    const { day: today } = await this.schedules.at(actor.schoolId);
    const file = await readAgreementsFile(body, today);
    return this.database.transaction(actor.schoolId, (tx) => this.take(tx, actor, input, file, today));
  }

  private async take(tx: Tx, actor: Actor, { kind, apply }: InputOf<Op>, file: AgreementsFile, today: string): Promise<OutputOf<Op>> {
    const rows = await this.store.whose(tx, kind, file.key, file.listed);
    const signedOn = new Map(file.listed.map((one) => [one.line, one.signedOn ?? today]));
    const problems = [
      ...file.unreadable,
      ...rows.flatMap((row) => {
        const why = problemOf(row);
        return why === null ? [] : [{ line: row.line, found: foundAs(row.value), why }];
      }),
    ].sort((a, b) => a.line - b.line);
    /** The first row of each person counts. */
    const people = new Map<string, { personId: string; signedOn: string; already: boolean }>();
    for (const row of rows) {
      if (problemOf(row) !== null || row.personId === null || people.has(row.personId)) continue;
      people.set(row.personId, { personId: row.personId, signedOn: signedOn.get(row.line) ?? today, already: row.already });
    }
    const missing = [...people.values()].filter(({ already }) => !already);
    const added = apply === 'yes' ? await this.store.putOnFile(tx, kind, actor.id, missing) : missing.length;
    if (apply === 'yes' && added > 0) {
      const subject = { subjectType: 'school', subjectId: tx.schoolId, version: 1 } as const;
      await tx.append({ ...subject, type: 'agreements.imported', actorId: actor.id, data: { kind, added } });
    }
    return {
      column: file.column,
      key: file.key,
      added,
      already: people.size - added,
      problemCount: problems.length,
      problems: problems.slice(0, problemsShown),
    };
  }
}

function problemOf({ people, left }: WhoseAgreement): AgreementProblem | null {
  if (people === 0) return 'unknown';
  if (people > 1) return 'ambiguous';
  return left ? 'left' : null;
}
