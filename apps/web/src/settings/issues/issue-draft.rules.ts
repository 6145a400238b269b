import type { Issue } from '@firstbell/contracts/issues';
import type { TranslatedLines } from '@firstbell/contracts/values';

/** One line in both languages, as it is typed. */
export interface LinePair {
  readonly key: string;
  readonly en: string;
  readonly es: string;
}

export const lineLists = ['selfHelp', 'kindly', 'checklist', 'fixes'] as const;
export type LineList = (typeof lineLists)[number];

export type IssueDraft = Pick<Issue, 'picture' | 'name' | 'priority' | 'audience' | 'needsDevice' | 'active'> & {
  readonly skill: string;
} & { readonly [L in LineList]: LinePair[] };

export function pairsOf(lines: TranslatedLines): LinePair[] {
  return Array.from({ length: Math.max(lines.en.length, lines.es.length) }, (_, index) => ({
    key: `line-${String(index)}`,
    en: lines.en[index] ?? '',
    es: lines.es[index] ?? '',
  }));
}

/** Lines left empty in both languages were not meant. */
export function linesOf(pairs: readonly LinePair[]): TranslatedLines {
  const meant = pairs.map(({ en, es }) => ({ en: en.trim(), es: es.trim() })).filter(({ en, es }) => en !== '' || es !== '');
  return { en: meant.map((pair) => pair.en), es: meant.map((pair) => pair.es) };
}

/** Which language a line still lacks; the student's language decides which one is shown, so both are needed. */
export function missingIn({ en, es }: Pick<LinePair, 'en' | 'es'>): 'en' | 'es' | null {
  const [hasEn, hasEs] = [en.trim() !== '', es.trim() !== ''];
  if (hasEn === hasEs) return null;
  return hasEn ? 'es' : 'en';
}

export const emptyDraft: IssueDraft = {
  picture: 'not-sure',
  name: { en: '', es: '' },
  selfHelp: [],
  kindly: [],
  checklist: [],
  fixes: [],
  skill: '',
  priority: 'normal',
  audience: 'desk',
  needsDevice: true,
  active: true,
};

export const draftOf = (issue: Issue): IssueDraft => ({
  picture: issue.picture,
  name: issue.name,
  selfHelp: pairsOf(issue.selfHelp),
  kindly: pairsOf(issue.kindly),
  checklist: pairsOf(issue.checklist),
  fixes: pairsOf(issue.fixes),
  skill: issue.skill ?? '',
  priority: issue.priority,
  audience: issue.audience,
  needsDevice: issue.needsDevice,
  active: issue.active,
});

/** What is sent: trimmed, empty lines gone, no certificate as null. */
export const sentOf = (draft: IssueDraft) => ({
  picture: draft.picture,
  name: { en: draft.name.en.trim(), es: draft.name.es.trim() },
  selfHelp: linesOf(draft.selfHelp),
  kindly: linesOf(draft.kindly),
  checklist: linesOf(draft.checklist),
  fixes: linesOf(draft.fixes),
  skill: draft.skill.trim() === '' ? null : draft.skill.trim(),
  priority: draft.priority,
  audience: draft.audience,
  needsDevice: draft.needsDevice,
  active: draft.active,
});
