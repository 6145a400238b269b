export const setUpFields = ['schoolName', 'timeZone', 'givenName', 'familyName', 'email', 'password'] as const;
export type SetUpField = (typeof setUpFields)[number];
export type SetUpValues = Readonly<Record<SetUpField, string>>;

/** Fields that would certainly be refused: empty, an address without @, a password below 8 characters. */
export const missingFields = (values: SetUpValues): SetUpField[] =>
  setUpFields.filter(
    (field) =>
      values[field].trim() === '' ||
      (field === 'email' && !values.email.includes('@')) ||
      (field === 'password' && values.password.length < 8),
  );
