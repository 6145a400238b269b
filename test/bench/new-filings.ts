import type { Filing } from '../../libs/tickets/src/filing.store.js';
import { v7 as uuid } from 'uuid';
import type { BenchDesk, BenchSchool } from './bench-school.js';

/** One ticket to file: as the kiosk sends it, and as the statement takes it. */
export interface NewFiling {
  readonly desk: BenchDesk;
  readonly request: { id: string; issueId: string; personId: string; deviceId: string; language: 'en' };
  readonly filing: Filing;
}

/** Gives out filings of which no two are by the same student about the same issue, desk by desk in turn. */
export class NewFilings {
  private given = 0;

  constructor(private readonly school: BenchSchool) {}

  next(desks: readonly BenchDesk[]): NewFiling {
    const { studentIds, deviceIds, issueIds } = this.school;
    const number = this.given;
    this.given += 1;
    const student = number % studentIds.length;
    const issueId = issueIds[Math.floor(number / studentIds.length)];
    const desk = desks[number % desks.length];
    const [personId, deviceId] = [studentIds[student], deviceIds[student]];
    if (issueId === undefined || desk === undefined || personId === undefined || deviceId === undefined)
      throw new Error('Every student has filed every issue: make a larger school.');
    const request = { id: uuid(), issueId, personId, deviceId, language: 'en' as const };
    return {
      desk,
      request,
      filing: {
        ...request,
        deskId: desk.id,
        day: today(),
        typedName: null,
        description: null,
        secondsAgo: 0,
        state: 'waiting',
        holdReason: null,
        isPrivate: false,
        filedBy: desk.kioskId,
        hash: request.id,
        number: null,
      },
    };
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);
