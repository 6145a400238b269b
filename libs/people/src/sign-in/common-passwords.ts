import { FirstbellError } from '@firstbell/platform';

/**
 * Refuses a password that is among the commonest 49,000, in any capitals. The list is read only when somebody chooses one.
 * @throws FirstbellError `password.common`
 */
export async function mustBeUncommon(password: string, field: 'newPassword' | 'password'): Promise<void> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  if (!dictionary['passwords-common'].includes(password.toLowerCase())) return;
  throw new FirstbellError(
    'password.common',
    400,
    'This password is among the commonest, which are guessed first. Choose another one, such as three words that only you put together.',
    { field },
  );
}
