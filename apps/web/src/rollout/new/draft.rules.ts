import type { RequestOf } from '@firstbell/contracts/operation';
import type { rolloutOperations, RolloutDirection, RolloutStep } from '@firstbell/contracts/rollouts';
import type { Translated } from '@firstbell/contracts/values';

type NewRollout = RequestOf<typeof rolloutOperations.createRollout>;

/** The plan as it is being written, texts as they are typed. */
export interface Draft {
  readonly name: string;
  readonly direction: RolloutDirection;
  readonly audience: { readonly kind: 'all' | 'grades' | 'homerooms'; readonly values: readonly string[] };
  readonly steps: readonly RolloutStep[];
  readonly credentials: 'mail' | 'slip';
  readonly templateId: string | null;
  readonly video: {
    readonly title: Translated;
    readonly url: string;
    readonly question: Translated;
    readonly answers: readonly Translated[];
    /** Null when the right answer was taken out and no other has been chosen. */
    readonly right: number | null;
  };
  readonly basics: Translated;
}

const blank: Translated = { en: '', es: '' };

export const emptyDraft: Draft = {
  name: '',
  direction: 'hand_out',
  audience: { kind: 'all', values: [] },
  steps: ['account', 'credentials', 'hand_out'],
  credentials: 'slip',
  templateId: null,
  video: { title: blank, url: '', question: blank, answers: [blank, blank], right: 0 },
  basics: blank,
};

const said = ({ en, es }: Translated): boolean => en.trim() !== '' && es.trim() !== '';
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export type DraftFault = 'name' | 'audience' | 'steps' | 'credentials_without_account' | 'video' | 'right_answer' | 'basics';

/** Which answer is right does not change when another one goes. When it goes itself, the next one has to be chosen by the person. */
export function withoutAnswer(video: Draft['video'], index: number): Draft['video'] {
  const { right } = video;
  return {
    ...video,
    answers: video.answers.filter((_, at) => at !== index),
    right: right === null || right === index ? null : right > index ? right - 1 : right,
  };
}

/** What is missing on the first page: who takes part. */
export function whoFault({ name, audience }: Draft): DraftFault | null {
  if (name.trim() === '') return 'name';
  return audience.kind !== 'all' && audience.values.length === 0 ? 'audience' : null;
}

/** What is missing on the second: the steps and what they need. */
export function whatFault({ direction, steps, video, basics }: Draft): DraftFault | null {
  if (direction === 'collection') return null;
  if (steps.length === 0) return 'steps';
  if (steps.includes('credentials') && !steps.includes('account')) return 'credentials_without_account';
  if (
    steps.includes('video') &&
    !(said(video.title) && said(video.question) && video.answers.every(said) && /^(\/(?!\/)|https:\/\/)\S*$/.test(video.url.trim()))
  )
    return 'video';
  if (steps.includes('video') && video.right === null) return 'right_answer';
  const [en, es] = [linesOf(basics.en), linesOf(basics.es)];
  return steps.includes('basics') && (en.length === 0 || en.length !== es.length) ? 'basics' : null;
}

/** The steps that count: a collection has one only. */
export const stepsOf = ({ direction, steps }: Draft): RolloutStep[] => (direction === 'collection' ? ['collect'] : [...steps]);

export function requestOfDraft(id: string, draft: Draft): NewRollout {
  const steps = stepsOf(draft);
  const mails = steps.includes('credentials');
  const { right } = draft.video;
  return {
    id,
    name: draft.name.trim(),
    direction: draft.direction,
    audience: { kind: draft.audience.kind, values: draft.audience.kind === 'all' ? [] : [...draft.audience.values] },
    steps,
    credentials: mails ? draft.credentials : 'none',
    templateId: mails && draft.credentials === 'mail' ? draft.templateId : null,
    video:
      steps.includes('video') && right !== null
        ? { ...draft.video, right, url: draft.video.url.trim(), answers: [...draft.video.answers] }
        : null,
    basics: steps.includes('basics') ? { en: linesOf(draft.basics.en), es: linesOf(draft.basics.es) } : null,
    lanes: [],
  };
}
