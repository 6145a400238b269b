/** Where a client that saw something continues from: the log it saw, and what of it was visible then. */
export interface ResumePoint {
  /** Changes when the database was restored or copied, and with it every older token is worthless. */
  readonly epoch: string;
  /** `xmin:xmax:xip,…`, as pg_snapshot writes itself. */
  readonly snapshot: string;
}

const epochShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** At most 19 digits fit 64 bits; the transactions in flight are as many as connections at most. */
const snapshotShape = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19}){0,299})?)$/;

/** Opaque to clients, but no secret: it opens nothing, and a forged one only makes its sender read again. */
export function resumeToken(epoch: string, snapshot: string): string {
  return Buffer.from(`${epoch} ${snapshot}`, 'utf8').toString('base64url');
}

/** Undefined for whatever is not a token, so that nothing a client made up reaches a cast in SQL. */
export function parseResumeToken(token: string): ResumePoint | undefined {
  const [epoch, snapshot, ...rest] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
  if (epoch === undefined || snapshot === undefined || rest.length > 0) return undefined;
  if (!epochShape.test(epoch) || !isSnapshot(snapshot)) return undefined;
  return { epoch, snapshot };
}

/** What pg_snapshot accepts: xmin ≤ xmax, those in flight rising and between the two. */
function isSnapshot(text: string): boolean {
  const parts = snapshotShape.exec(text);
  if (parts === null) return false;
  const [, low = '', high = '', flying = ''] = parts;
  const [xmin, xmax] = [BigInt(low), BigInt(high)];
  if (xmin < 1n || xmin > xmax || xmax > 9_223_372_036_854_775_807n) return false;
  let before = xmin - 1n;
  for (const xid of flying === '' ? [] : flying.split(',').map(BigInt)) {
    if (xid <= before || xid >= xmax) return false;
    before = xid;
  }
  return true;
}
