/** What a template may say of a person `p`, by the names it says them with; `a` is their account that is ready. */
export const personFieldsSql = `p.given_name AS "givenName", coalesce(nullif(p.preferred_name, ''), p.given_name) AS "preferredName", p.family_name AS "familyName",
  coalesce(a.username, p.username) AS username, coalesce(a.address, p.email) AS address, p.homeroom, p.grade,
  (SELECT name FROM school WHERE id = p.school_id) AS "schoolName"`;
export const accountOfPersonSql = `LEFT JOIN directory_account a ON a.school_id = p.school_id AND a.person_id = p.id AND a.state = 'ready'`;
/** Where the roster reaches a person: their own address there, else that of their account. */
export const addressSql = `coalesce(nullif(p.email, ''), (SELECT d.address FROM directory_account d
  WHERE d.school_id = p.school_id AND d.person_id = p.id AND d.state = 'ready'))`;
/**
 * Where a one-time password may go: only to an address the student reads without it, never into the mailbox it opens. `account`
 * is the alias of the account it is for.
 */
export const credentialAddressSql = (account: string): string =>
  `CASE WHEN lower(p.email) = lower(${account}.address) THEN NULL ELSE nullif(p.email, '') END`;
