import { ApiError, NetworkError } from '../../api/api-error.js';

/** Why an action was not carried out, as the desk says it. `server`: the server's own sentence is the best there is. */
export type Refusal =
  | { readonly because: 'faster' | 'otherHolds'; readonly name: string }
  | { readonly because: 'someoneFaster' | 'noLonger' | 'own' | 'frozen' | 'withCoach' | 'network' | 'server' }
  | { readonly because: 'needsSkill'; readonly skill: string }
  | { readonly because: 'changed'; readonly state: string }
  | { readonly because: 'reasonNeeded' };

const textOf = (fact: unknown): string | null => (typeof fact === 'string' && fact !== '' ? fact : null);

export function refusalOf(error: unknown): Refusal {
  if (error instanceof NetworkError) return { because: 'network' };
  if (!(error instanceof ApiError)) return { because: 'server' };
  const holder = textOf(error.facts['holder']);
  switch (error.code) {
    case 'ticket.already_claimed':
      return holder === null ? { because: 'someoneFaster' } : { because: 'faster', name: holder };
    case 'ticket.not_holder':
      return holder === null ? { because: 'noLonger' } : { because: 'otherHolds', name: holder };
    case 'ticket.reason_needed':
      return { because: 'reasonNeeded' };
    case 'ticket.needs_skill':
      return { because: 'needsSkill', skill: textOf(error.facts['skill']) ?? '' };
    case 'ticket.own':
      return { because: 'own' };
    case 'ticket.escalated':
      return { because: 'withCoach' };
    case 'ticket.wrong_state':
      return { because: 'changed', state: textOf(error.facts['state']) ?? '' };
    case 'desk.frozen':
      return { because: 'frozen' };
    default:
      return error.status >= 500 ? { because: 'network' } : { because: 'server' };
  }
}
