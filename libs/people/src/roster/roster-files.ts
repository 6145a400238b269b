/**
 * The files and columns that are read, and those that are known but left unread. Headers are of OneRoster 1.1 (4.2 to
 * 4.15) and 1.2 (4.2 to 4.17); `aliases` are those of OneRoster 1.0 and of Microsoft School Data Sync 2.1.
 */
export interface RosterFileColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Known, never read: no cell of these leaves the parser. */
  readonly unread: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
}

/** In the order in which they are read, so that what a row refers to has been seen before it. */
export const ROSTER_FILE_NAMES = [
  'orgs.csv',
  'academicSessions.csv',
  'courses.csv',
  'classes.csv',
  'roles.csv',
  'users.csv',
  'enrollments.csv',
] as const;

export type RosterFileName = (typeof ROSTER_FILE_NAMES)[number];

/** Birth dates, sex and race are nobody's business at a help desk: this file is not even opened. */
export const NEVER_OPENED = 'demographics.csv';

export const ROSTER_COLUMNS: Readonly<Record<RosterFileName, RosterFileColumns>> = {
  'orgs.csv': {
    required: ['sourcedId', 'name'],
    optional: ['status', 'type', 'identifier', 'parentSourcedId'],
    unread: ['dateLastModified'],
    aliases: {},
  },
  'academicSessions.csv': {
    required: ['sourcedId', 'title'],
    optional: ['status', 'type', 'startDate', 'endDate', 'parentSourcedId'],
    unread: ['dateLastModified', 'schoolYear'],
    aliases: {},
  },
  'courses.csv': {
    required: ['sourcedId', 'title'],
    optional: ['status', 'courseCode'],
    unread: [
      'dateLastModified',
      'schoolYearSourcedId',
      'schoolYearId',
      'grades',
      'grade',
      'orgSourcedId',
      'subjects',
      'subject',
      'subjectCodes',
    ],
    aliases: { code: 'courseCode' },
  },
  'classes.csv': {
    required: ['sourcedId', 'title'],
    optional: ['status', 'courseSourcedId', 'classCode', 'classType', 'location', 'schoolSourcedId', 'termSourcedIds', 'periods'],
    unread: ['dateLastModified', 'grades', 'grade', 'subjects', 'subject', 'subjectCodes', 'resources'],
    aliases: {
      code: 'classCode',
      orgSourcedId: 'schoolSourcedId',
      sessionSourcedIds: 'termSourcedIds',
      termSourcedId: 'termSourcedIds',
    },
  },
  'roles.csv': {
    required: ['userSourcedId', 'role', 'orgSourcedId'],
    optional: ['status', 'grade'],
    unread: [
      'sourcedId',
      'dateLastModified',
      'roleType',
      'isPrimary',
      'beginDate',
      'endDate',
      'roleStartDate',
      'roleEndDate',
      'sessionSourcedId',
      'userProfileSourcedId',
    ],
    aliases: {},
  },
  'users.csv': {
    required: ['sourcedId', 'givenName', 'familyName'],
    optional: [
      'status',
      'enabledUser',
      'orgSourcedIds',
      'role',
      'username',
      'identifier',
      'email',
      'grades',
      'preferredGivenName',
      'primaryOrgSourcedId',
    ],
    unread: [
      'dateLastModified',
      'userIds',
      'userId',
      'middleName',
      'sms',
      'phone',
      'agentSourcedIds',
      'agents',
      'password',
      'userMasterIdentifier',
      'resourceSourcedIds',
      'preferredMiddleName',
      'preferredFamilyName',
      'pronouns',
      'activeDirectoryMatchId',
    ],
    aliases: { grade: 'grades' },
  },
  'enrollments.csv': {
    required: ['classSourcedId', 'userSourcedId', 'role'],
    optional: ['sourcedId', 'status', 'schoolSourcedId', 'primary', 'beginDate', 'endDate'],
    unread: ['dateLastModified'],
    aliases: {},
  },
};
