import { Injectable } from '@nestjs/common';
import { notFound, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { credentialsExample } from '../templates/example-templates.js';
import { TemplatesStore } from '../templates/templates.store.js';
import type { MailingStep } from './mailing.rules.js';
import { MailingsStore } from './mailings.store.js';

const everybodyOf = (planId: string) => ({ roles: [], grades: [], homerooms: [], classIds: [], personIds: [], planIds: [planId] });

/**
 * What a rollout does with the mailing that carries its credentials, in its own transaction. The mails themselves are
 * added by the job `credential.deliver` as accounts become ready. Each of these may be said twice.
 */
@Injectable()
export class Mailings {
  constructor(
    private readonly mailings: MailingsStore,
    private readonly templates: TemplatesStore,
  ) {}

  /**
   * Opens the mailing of a rollout, or takes up the one there is; answers its id. Without a template the words are our own.
   * @throws FirstbellError `mail_template.not_found`
   */
  async startForPlan(
    tx: Tx,
    plan: { planId: string; name: string; templateId: string | null },
    actorId: string | null = null,
  ): Promise<string> {
    const template = plan.templateId === null ? credentialsExample : await this.templates.find(tx, plan.templateId);
    if (template === undefined) throw notFound('mail_template', 'templateId');
    const id = uuid();
    const { planId, name } = plan;
    const { subject, body } = template;
    const isNew = await this.mailings.insert(tx, {
      id,
      name,
      planId,
      subject,
      body,
      extra: [],
      audience: everybodyOf(planId),
      startedBy: actorId,
    });
    if (isNew) return id;
    const there = await this.mailings.ofPlan(tx, planId);
    if (there === undefined) throw notFound('mailing', 'planId');
    if (there.state !== 'running') await this.mailings.step(tx, there.id, there.state === 'done' ? 'reopen' : 'resume', actorId);
    return there.id;
  }

  async pauseForPlan(tx: Tx, planId: string, actorId: string | null = null): Promise<void> {
    await this.stepOfPlan(tx, planId, 'pause', actorId);
  }

  async resumeForPlan(tx: Tx, planId: string, actorId: string | null = null): Promise<void> {
    await this.stepOfPlan(tx, planId, 'resume', actorId);
  }

  /** What is out stays out; what waits is never sent. */
  async cancelForPlan(tx: Tx, planId: string, actorId: string | null = null): Promise<void> {
    await this.stepOfPlan(tx, planId, 'cancel', actorId);
  }

  /** The rollout is over, so no more mails will come: the mailing is done once what waits is out. Call it after the plan's own change. */
  async finishForPlan(tx: Tx, planId: string): Promise<void> {
    const there = await this.mailings.ofPlan(tx, planId);
    if (there !== undefined) await this.mailings.finishIfDone(tx, there.id);
  }

  private async stepOfPlan(tx: Tx, planId: string, step: MailingStep, actorId: string | null): Promise<void> {
    const there = await this.mailings.ofPlan(tx, planId);
    if (there !== undefined) await this.mailings.step(tx, there.id, step, actorId);
  }
}
