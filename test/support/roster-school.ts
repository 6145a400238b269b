import { FAMILY_NAMES, GIVEN_NAMES, SUBJECTS } from './roster-names.js';

/** A school (or, with 100,000 students, a district written as one) by the numbers. */
export interface RosterSchool {
  readonly students: number;
  readonly version?: '1.1' | '1.2';
  /** Other seeds give other names in the same classes. */
  readonly seed?: number;
  /** Students at the end of the list who have left. */
  readonly leavers?: number;
  /** Students at the start of the list whose family name has changed. */
  readonly renamed?: number;
  /** Students whose last scheduled class has changed, from the start of the list. */
  readonly moved?: number;
}

type Row = Readonly<Record<string, string>>;

export interface RosterTable {
  readonly file: string;
  readonly columns: readonly string[];
  /** Rows without the header. */
  readonly rows: number;
}

const PERIODS = 6;
const STUDENTS_OF_A_CLASS = 30;
const GRADES = ['09', '10', '11', '12'];
const SCHOOL = 'org-sch-001';

const USERS = columns(
  'enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,' +
    'agentSourcedIds,grades,password',
);
const USERS_12 = columns(
  'enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,' +
    'grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,' +
    'preferredFamilyName,primaryOrgSourcedId,pronouns',
);

interface Size {
  readonly students: number;
  readonly staying: number;
  readonly teachers: number;
  readonly sections: number;
  readonly homerooms: number;
}

function sizeOf(plan: RosterSchool): Size {
  const sections = Math.max(1, Math.ceil(plan.students / STUDENTS_OF_A_CLASS));
  return { students: plan.students, staying: plan.students - (plan.leavers ?? 0), teachers: sections, sections, homerooms: sections };
}

/** The tables in the order in which exports commonly have them, which is not the order in which they are read. */
export function rosterTables(plan: RosterSchool): RosterTable[] {
  const size = sizeOf(plan);
  const classes = size.homerooms + size.sections * PERIODS;
  const tables: RosterTable[] = [
    { file: 'academicSessions.csv', columns: columns('title,type,startDate,endDate,parentSourcedId,schoolYear'), rows: 3 },
    {
      file: 'classes.csv',
      rows: classes,
      columns: columns(
        'title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
      ),
    },
    {
      file: 'courses.csv',
      rows: SUBJECTS.length + 1,
      columns: columns('schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes'),
    },
    {
      file: 'enrollments.csv',
      rows: classes + size.staying * (PERIODS + 1),
      columns: columns('classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate'),
    },
    { file: 'orgs.csv', columns: columns('name,type,identifier,parentSourcedId'), rows: 2 },
    { file: 'users.csv', columns: plan.version === '1.2' ? USERS_12 : USERS, rows: size.teachers + size.staying },
  ];
  if (plan.version === '1.2') {
    tables.push({
      file: 'roles.csv',
      rows: size.teachers + size.staying,
      columns: columns('userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId'),
    });
  }
  return tables;
}

export function* rosterRows(table: RosterTable, plan: RosterSchool): Generator<Row> {
  const size = sizeOf(plan);
  switch (table.file) {
    case 'orgs.csv':
      yield { sourcedId: 'org-dst-001', name: 'Juniper Valley School District', type: 'district', identifier: '0600001' };
      yield {
        sourcedId: SCHOOL,
        name: 'Juniper Valley High School',
        type: 'school',
        identifier: '060000100042',
        parentSourcedId: 'org-dst-001',
      };
      return;
    case 'academicSessions.csv':
      yield {
        sourcedId: 'ses-2027',
        title: '2026-2027',
        type: 'schoolYear',
        startDate: '2026-08-17',
        endDate: '2027-06-05',
        schoolYear: '2027',
      };
      yield {
        sourcedId: 'ses-2027-1',
        title: 'Semester 1',
        type: 'semester',
        startDate: '2026-08-17',
        endDate: '2026-12-19',
        parentSourcedId: 'ses-2027',
        schoolYear: '2027',
      };
      yield {
        sourcedId: 'ses-2027-2',
        title: 'Semester 2',
        type: 'semester',
        startDate: '2027-01-05',
        endDate: '2027-06-05',
        parentSourcedId: 'ses-2027',
        schoolYear: '2027',
      };
      return;
    case 'courses.csv':
      yield { sourcedId: 'crs-home', title: 'Homeroom', courseCode: 'HR', orgSourcedId: SCHOOL, schoolYearSourcedId: 'ses-2027' };
      for (const [index, title] of SUBJECTS.entries())
        yield {
          sourcedId: `crs-${index + 1}`,
          title,
          courseCode: `C${100 + index}`,
          orgSourcedId: SCHOOL,
          schoolYearSourcedId: 'ses-2027',
        };
      return;
    case 'classes.csv':
      yield* classRows(size, plan);
      return;
    case 'users.csv':
    case 'roles.csv':
      for (let index = 0; index < size.teachers; index += 1) yield personRow(index, 'teacher', plan, table.file);
      for (let index = 0; index < size.staying; index += 1) yield personRow(index, 'student', plan, table.file);
      return;
    case 'enrollments.csv':
      yield* enrollmentRows(size, plan);
  }
}

function* classRows(size: Size, plan: RosterSchool): Generator<Row> {
  const common = { schoolSourcedId: SCHOOL, termSourcedIds: 'ses-2027-1,ses-2027-2' };
  for (let section = 0; section < size.homerooms; section += 1) {
    const teacher = nameOf(section, 'teacher', plan).familyName;
    yield {
      ...common,
      sourcedId: `cls-h-${section}`,
      title: `Homeroom ${teacher}`,
      courseSourcedId: 'crs-home',
      classCode: `HR-${section}`,
      classType: 'homeroom',
      location: `Room ${100 + section}`,
      periods: '0',
    };
  }
  for (let period = 1; period <= PERIODS; period += 1) {
    for (let section = 0; section < size.sections; section += 1) {
      const subject = (section + period * 7) % SUBJECTS.length;
      yield {
        ...common,
        sourcedId: `cls-${period}-${section}`,
        title: `${SUBJECTS[subject] ?? ''} - ${section + 1}`,
        courseSourcedId: `crs-${subject + 1}`,
        classCode: `C${100 + subject}-${period}-${section}`,
        classType: 'scheduled',
        location: `Room ${100 + section}`,
        periods: String(period),
      };
    }
  }
}

function* enrollmentRows(size: Size, plan: RosterSchool): Generator<Row> {
  for (let period = 0; period <= PERIODS; period += 1) {
    for (let section = 0; section < size.sections; section += 1) yield enrollment(classId(period, section), `tch-${section}`, 'teacher');
  }
  for (let student = 0; student < size.staying; student += 1) {
    for (let period = 0; period <= PERIODS; period += 1) {
      const moved = period === PERIODS && student < (plan.moved ?? 0) ? 1 : 0;
      // Another stride in every period, so that classmates differ from class to class.
      const section = (Math.floor(student / STUDENTS_OF_A_CLASS) + (student % STUDENTS_OF_A_CLASS) * period + moved) % size.sections;
      yield enrollment(classId(period, section), `stu-${student}`, 'student');
    }
  }
}

function classId(period: number, section: number): string {
  return period === 0 ? `cls-h-${section}` : `cls-${period}-${section}`;
}

function enrollment(classSourcedId: string, userSourcedId: string, role: string): Row {
  return {
    sourcedId: `enr-${classSourcedId}-${userSourcedId}`,
    classSourcedId,
    schoolSourcedId: SCHOOL,
    userSourcedId,
    role,
    primary: role === 'teacher' ? 'true' : 'false',
    beginDate: '2026-08-17',
    endDate: '2027-06-05',
  };
}

function nameOf(index: number, role: string, plan: RosterSchool): { givenName: string; familyName: string } {
  const mixed = mix(index * 2 + (role === 'teacher' ? 1 : 0) + (plan.seed ?? 1) * 7919);
  const givenName = GIVEN_NAMES[mixed % GIVEN_NAMES.length] ?? 'Alex';
  const familyName = FAMILY_NAMES[Math.floor(mixed / 1024) % FAMILY_NAMES.length] ?? 'Reyes';
  return role === 'student' && index < (plan.renamed ?? 0) ? { givenName, familyName: `${familyName}-Hale` } : { givenName, familyName };
}

function personRow(index: number, role: 'teacher' | 'student', plan: RosterSchool, file: string): Row {
  const sourcedId = role === 'teacher' ? `tch-${index}` : `stu-${index}`;
  if (file === 'roles.csv')
    return { sourcedId: `rol-${sourcedId}`, userSourcedId: sourcedId, roleType: 'primary', role, orgSourcedId: SCHOOL };
  const name = nameOf(index, role, plan);
  const username = `${plain(name.givenName).slice(0, 1)}${plain(name.familyName)}${index}`.toLowerCase();
  return {
    ...name,
    sourcedId,
    role,
    username,
    enabledUser: 'true',
    orgSourcedIds: SCHOOL,
    identifier: role === 'teacher' ? `T${String(index).padStart(5, '0')}` : String(index + 12_345).padStart(9, '0'),
    email: `${username}@${role === 'teacher' ? 'staff' : 'students'}.junipervalley.example`,
    sms: '5550100',
    phone: '5550100',
    password: 'never-read-this',
    grades: role === 'student' ? (GRADES[index % GRADES.length] ?? '09') : '',
    preferredGivenName: index % 17 === 0 ? `${name.givenName.slice(0, 3)}y` : '',
    primaryOrgSourcedId: SCHOOL,
  };
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '');
}

/** A 32-bit mixing function (murmur3's finaliser): neighbours get unrelated names, and no state is needed. */
function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The columns every file begins with, and these. */
function columns(others: string): string[] {
  return ['sourcedId', 'status', 'dateLastModified', ...others.split(',')];
}
