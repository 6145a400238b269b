const hex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Begins a trace with what was pressed here, as W3C Trace Context writes it: server, event log and jobs carry it on. */
export const newTraceparent = (): string => `00-${hex(16)}-${hex(8)}-01`;
