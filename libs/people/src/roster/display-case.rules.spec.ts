import { describe, expect, it } from '@jest/globals';
import { displayCase } from './display-case.rules.js';

const shown = (givenName: string, familyName: string): string => {
  const name = displayCase({ givenName, familyName }) ?? { givenName, familyName };
  return `${name.givenName} ${name.familyName}`;
};

describe('names in capitals', () => {
  it('are shown as names when the whole name is in capitals', () => {
    expect(shown('MARIA', 'GARCIA')).toBe('Maria Garcia');
    expect(shown('JOSÉ MARÍA', "O'NEIL-NÚÑEZ")).toBe("José María O'Neil-Núñez");
    expect(shown("D'ANDRE", 'MCDONALD III')).toBe("D'Andre McDonald III");
    expect(shown("TA'NIYA", 'ST. CLAIR')).toBe("Ta'Niya St. Clair");
    expect(shown('JA’MARCUS', 'DE LA CRUZ')).toBe('Ja’Marcus De La Cruz');
  });

  it('stay as they are when somebody typed them so', () => {
    expect(shown('DeShawn', 'McCarthy')).toBe('DeShawn McCarthy');
    expect(shown('DJ', 'Smith')).toBe('DJ Smith');
    expect(shown('TJ', 'O')).toBe('TJ O');
    expect(shown('ana', 'reyes')).toBe('ana reyes');
    expect(shown('Ana', 'REYES')).toBe('Ana REYES');
    expect(shown('李', '小龍王明')).toBe('李 小龍王明');
  });
});
