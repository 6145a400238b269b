/** Fields of a person a diff can name, as this screen calls them. */
export const rosterFields = [
  'status',
  'givenName',
  'preferredName',
  'familyName',
  'email',
  'username',
  'badge',
  'grade',
  'homeroom',
  'roles',
  'sourceId',
] as const;
export type RosterField = (typeof rosterFields)[number];

export const isRosterField = (field: string): field is RosterField => rosterFields.some((one) => one === field);
