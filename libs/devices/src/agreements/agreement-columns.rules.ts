import type { AgreementKey } from '@firstbell/contracts/circulation';
import { FirstbellError } from '@firstbell/platform';

export interface AgreementColumns {
  readonly key: AgreementKey;
  /** As the file calls it. */
  readonly column: string;
  readonly keyAt: number;
  readonly dateAt: number | null;
}

/** What lists call them, in English and Spanish, letters and digits only; the first kind that a list has is used. */
const names: Readonly<Record<AgreementKey, readonly string[]>> = {
  sourceId: ['sourcedid', 'studentid', 'sisid', 'studentsourcedid', 'idestudiante', 'matricula'],
  badge: ['badge', 'badgenumber', 'cardnumber', 'idnumber', 'barcode', 'credencial'],
  email: ['email', 'emailaddress', 'studentemail', 'schoolemail', 'mail', 'correo', 'correoelectronico'],
  username: ['username', 'user', 'login', 'usuario'],
};
const dates = ['signedon', 'signed', 'date', 'datesigned', 'signaturedate', 'timestamp', 'fecha', 'firmado', 'fechadefirma'];

/** Which columns say whose agreement it is and when it was signed. @throws FirstbellError `agreements.no_column` */
export function columnsOf(header: readonly string[]): AgreementColumns {
  const cells = header.map(plain);
  for (const key of ['sourceId', 'badge', 'email', 'username'] as const) {
    const keyAt = cells.findIndex((cell) => names[key].includes(cell));
    if (keyAt === -1) continue;
    const dateAt = cells.findIndex((cell) => dates.includes(cell));
    return { key, column: header[keyAt]?.replace(/^\uFEFF/, '').trim() ?? '', keyAt, dateAt: dateAt === -1 ? null : dateAt };
  }
  throw new FirstbellError(
    'agreements.no_column',
    400,
    'No column says whose agreement it is. Name one of them badge, student id, email or username, and the day signed on (YYYY-MM-DD).',
    { field: 'file' },
  );
}

const plain = (cell: string): string =>
  cell
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
