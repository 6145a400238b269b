import { Injectable } from '@nestjs/common';
import type { Issue, issueOperations } from '@firstbell/contracts/issues';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, violatedConstraint, type Actor } from '@firstbell/platform';
import { DesksStore } from './desks.store.js';
import { IssuesStore } from './issues.store.js';

type Ops = typeof issueOperations;

/** The catalogue of issues a school edits. */
@Injectable()
export class IssuesService {
  constructor(
    private readonly database: Database,
    private readonly store: IssuesStore,
    private readonly desks: DesksStore,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listIssues']>> {
    const issues = await this.database.read(actor.schoolId, (tx) => this.store.all(tx));
    return { issues: actor.kind === 'station' ? issues.filter((issue) => issue.active) : issues };
  }

  async create(actor: Actor, input: InputOf<Ops['createIssue']>): Promise<Issue> {
    try {
      return await this.database.transaction(actor.schoolId, async (tx) => {
        await this.store.insert(tx, [input]);
        await tx.append({ type: 'issue.created', subjectType: 'issue', subjectId: input.id, version: 1, actorId: actor.id });
        return this.one(await this.store.one(tx, input.id));
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'issue_pkey') throw error;
      return this.database.read(actor.schoolId, async (tx) => this.one(await this.store.one(tx, input.id)));
    }
  }

  /** What is left out stays. Refused when someone changed the issue since it was seen. */
  async update(actor: Actor, input: InputOf<Ops['updateIssue']>): Promise<Issue> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const present = this.one(await this.store.one(tx, input.issueId));
      const { issueId, version, ...changes } = input;
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      if (!(await this.store.replace(tx, { ...present, ...given }, version))) {
        throw new FirstbellError(
          'issue.changed_meanwhile',
          409,
          'Somebody changed this issue since you opened it. Look at it again and repeat your change.',
          { field: 'version', facts: { version: present.version } },
        );
      }
      await tx.append({ type: 'issue.changed', subjectType: 'issue', subjectId: issueId, version: version + 1, actorId: actor.id });
      return this.one(await this.store.one(tx, issueId));
    });
  }

  /** "Did that fix it?" Yes: counted once, nothing is filed. */
  async recordSelfHelp(actor: Actor, input: InputOf<Ops['recordSelfHelp']>): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const issue = this.one(await this.store.one(tx, input.issueId));
      const deskId = actor.kind === 'station' ? actor.deskId : await this.desks.first(tx);
      if (deskId === undefined || !(await this.store.countSelfHelp(tx, { id: input.requestId, issueId: issue.id, deskId }))) return;
      await tx.append({
        type: 'issue.self_help_solved',
        subjectType: 'issue',
        subjectId: issue.id,
        version: issue.version,
        actorId: actor.id,
        data: { deskId },
      });
    });
    return { done: true };
  }

  private one(issue: Issue | undefined): Issue {
    if (issue === undefined) throw notFound('issue', 'issueId');
    return issue;
  }
}
