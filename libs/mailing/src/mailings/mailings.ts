import { Injectable } from '@nestjs/common';
import type { MailTemplate } from '@firstbell/contracts/mailing';
import { FirstbellError, notFound, type Tx } from '@firstbell/platform';
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
   * What the mails of a rollout with this template would say; without one the words are our own.
   * @throws FirstbellError `mail_template.not_found`, `mail_template.asks_for_fields`
   */
  async wordsOfPlan(tx: Tx, templateId: string | null): Promise<Pick<MailTemplate, 'subject' | 'body'>> {
    const template = templateId === null ? credentialsExample : await this.templates.find(tx, templateId);
    if (template === undefined) throw notFound('mail_template', 'templateId');
    mustAskForNothing(template.extraNames);
    return template;
  }

  /**
   * Opens the mailing of a rollout, or takes up the one there is; answers its id.
   * @throws FirstbellError as `wordsOfPlan`
   */
  async startForPlan(
    tx: Tx,
    plan: { planId: string; name: string; templateId: string | null },
    actorId: string | null = null,
  ): Promise<string> {
    const { subject, body } = await this.wordsOfPlan(tx, plan.templateId);
    const id = uuid();
    const { planId, name } = plan;
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

/** A rollout sends by itself as accounts become ready: there is nobody to ask for a date. */
function mustAskForNothing(extraNames: readonly string[]): void {
  if (extraNames.length === 0) return;
  throw new FirstbellError(
    'mail_template.asks_for_fields',
    422,
    `This template asks for ${extraNames.join(', ')} with each mailing, which a rollout cannot answer. Choose another template, or write the value into this one.`,
    { field: 'templateId' },
  );
}
