import { FirstbellError } from '@firstbell/platform';

export const accountNeeded = () => new FirstbellError('account.needed', 403, 'Only people who sign in with an account can do this.');
