import type { RolloutDirection, RolloutStep, StepReason, StepState } from '@firstbell/contracts/rollouts';

/** What is known of one student, read from where it arose: nothing of it is stored by the rollout but the two marks. */
export interface StudentFacts {
  readonly account: AccountFact;
  /** `none` once the account is ready: it was adopted, and its owner knows the password. */
  readonly credential: 'none' | 'made' | 'delivered';
  readonly mail: MailFact;
  readonly video: MarkFact;
  readonly basics: MarkFact;
  /** The laptop that is theirs to keep: with them, brought back since the plan began, or neither. */
  readonly device: 'none' | 'out' | 'returned';
}

const accountFacts = ['none', 'wanted', 'ready', 'conflict', 'needs_person', 'suspend_wanted', 'suspended', 'resume_wanted'] as const;
const credentialFacts = ['none', 'made', 'delivered'] as const;
const mailFacts = ['none', 'waiting', 'sending', 'sent', 'bad_address', 'unknown', 'needs_person', 'cancelled'] as const;
const markFacts = ['none', 'done', 'skipped'] as const;
const deviceFacts = ['none', 'out', 'returned'] as const;
type AccountFact = (typeof accountFacts)[number];
type MailFact = (typeof mailFacts)[number];
type MarkFact = (typeof markFacts)[number];

export interface StepsOfPlan {
  readonly direction: RolloutDirection;
  readonly steps: readonly RolloutStep[];
  readonly credentials: 'mail' | 'slip' | 'none';
}

export interface StepView {
  readonly step: RolloutStep;
  readonly state: StepState;
  readonly reason: StepReason | null;
}

type Decided = Omit<StepView, 'step'>;
const is = (state: StepState, reason: StepReason | null = null): Decided => ({ state, reason });

/** The state of each step of the plan for one student, in the order of the plan. */
export function stepStates(plan: StepsOfPlan, facts: StudentFacts): StepView[] {
  return plan.steps.map((step) => ({ step, ...stateOf(step, plan, facts) }));
}

export const isFinished = (steps: readonly StepView[]): boolean => steps.every(({ state }) => state === 'done' || state === 'skipped');
export const hasException = (steps: readonly StepView[]): boolean => steps.some(({ state }) => state === 'exception');

function stateOf(step: RolloutStep, plan: StepsOfPlan, facts: StudentFacts): Decided {
  switch (step) {
    case 'account':
      return ofAccount(facts.account);
    case 'credentials':
      return ofCredentials(plan, facts);
    case 'video':
      return ofMark(facts.video);
    case 'basics':
      return ofMark(facts.basics);
    case 'hand_out':
      return ofHandOut(plan, facts);
    case 'collect':
      return facts.device === 'out' ? is('due') : is('done');
  }
}

function ofAccount(account: AccountFact): Decided {
  switch (account) {
    case 'none':
      return is('due');
    case 'wanted':
    case 'resume_wanted':
      return is('doing');
    case 'ready':
      return is('done');
    case 'conflict':
      return is('exception', 'account_conflict');
    case 'needs_person':
      return is('exception', 'account_failed');
    case 'suspend_wanted':
    case 'suspended':
      return is('exception', 'account_suspended');
  }
}

function ofCredentials(plan: StepsOfPlan, { account, credential, mail }: StudentFacts): Decided {
  if (credential === 'delivered') return is('done');
  if (account !== 'ready') return is('blocked', 'waits_for_account');
  if (credential === 'none') return is('skipped', 'knows_password');
  if (plan.credentials !== 'mail') return is('due');
  switch (mail) {
    case 'bad_address':
      return is('exception', 'mail_bad_address');
    case 'unknown':
      return is('exception', 'mail_unknown');
    case 'needs_person':
      return is('exception', 'mail_failed');
    case 'cancelled':
      return is('due');
    case 'none':
    case 'waiting':
    case 'sending':
    case 'sent':
      return is('doing');
  }
}

const ofMark = (mark: MarkFact): Decided => (mark === 'none' ? is('due') : is(mark));

/** A student who has a laptop is never sent back for the video; one who has none sees it first. */
function ofHandOut({ steps }: StepsOfPlan, facts: StudentFacts): Decided {
  if (facts.device === 'out') return is('done');
  if (steps.includes('video') && facts.video === 'none') return is('blocked', 'waits_for_video');
  if (steps.includes('basics') && facts.basics === 'none') return is('blocked', 'waits_for_basics');
  return is('due');
}

/**
 * A student's facts in one word, as the store's SQL writes them, so that the database can count equal students and this
 * rule decides once for all of them. A word of a newer release is read as `none`.
 */
export function factsOf(key: string): StudentFacts {
  const [account, credential, mail, video, basics, device] = key.split('|');
  return {
    account: known(accountFacts, account),
    credential: known(credentialFacts, credential),
    mail: known(mailFacts, mail),
    video: known(markFacts, video),
    basics: known(markFacts, basics),
    device: known(deviceFacts, device),
  };
}

function known<const T extends string>(words: readonly ['none', ...T[]], word: string | undefined): T | 'none' {
  return words.find((one) => one === word) ?? 'none';
}
