import { describe, expect, it } from '@jest/globals';
import { missingFields } from './set-up-values.rules.js';

const filled = {
  schoolName: 'Cedar Grove',
  timeZone: 'America/Chicago',
  givenName: 'Dana',
  familyName: 'Whitfield',
  email: 'dana@cedargrove.test',
  password: 'correct horse',
};

describe('setting a school up', () => {
  it('lets a filled form go', () => {
    expect(missingFields(filled)).toEqual([]);
  });

  it('names what is missing, in the order of the form', () => {
    expect(missingFields({ ...filled, schoolName: ' ', familyName: '', email: 'dana' })).toEqual(['schoolName', 'familyName', 'email']);
  });

  it('asks for at least eight characters and nothing else of a password', () => {
    expect(missingFields({ ...filled, password: '1234567' })).toEqual(['password']);
    expect(missingFields({ ...filled, password: '        ' })).toEqual(['password']);
    expect(missingFields({ ...filled, password: '12345678' })).toEqual([]);
  });
});
