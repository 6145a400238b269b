import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database } from '@firstbell/platform';
import { ItemsStore } from '../mailings/items.store.js';
import { Mailings } from '../mailings/mailings.js';
import { MailingsStore } from '../mailings/mailings.store.js';
import { CredentialMailsStore } from './credential-mails.store.js';

/** Adds the mails of a rollout's credentials as its accounts become ready, many in one statement. */
@Injectable()
export class CredentialMails {
  constructor(
    private readonly database: Database,
    private readonly store: CredentialMailsStore,
    private readonly mailings: MailingsStore,
    private readonly items: ItemsStore,
    private readonly door: Mailings,
  ) {}

  /** The handler of the job `credential.deliver`. */
  async handle({ schoolId, subjectId: planId }: JobPayload<'credential.deliver'>): Promise<JobOutcome> {
    await this.database.transaction(schoolId, async (tx) => {
      const plan = await this.store.lockPlan(tx, planId);
      // Paused, cancelled or delivering another way by now.
      if (plan === undefined) return;
      const due = await this.store.due(tx, planId);
      if (due.length === 0) return;
      const mailing = await this.mailings.holdOfPlan(tx, planId);
      const mailingId =
        mailing?.id ?? (await this.door.startForPlan(tx, { planId, name: plan.name, templateId: plan.template_id }, plan.created_by));
      const replaced = await this.store.renew(tx, mailingId, due);
      const added = await this.items.insert(
        tx,
        mailingId,
        due.map(({ person_id: personId, id: credentialId, address }) => ({ personId, credentialId, address })),
      );
      if (mailing?.state !== 'cancelled') return this.mailings.tellQueued(tx, mailingId, added + replaced);
      // The rollout shows these passwords as still to be given, on slips.
      await this.mailings.cancelWaiting(tx, mailingId);
      await this.mailings.tellProgress(tx, mailingId, true);
    });
    return { kind: 'done' };
  }
}
