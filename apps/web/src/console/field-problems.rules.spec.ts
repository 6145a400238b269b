import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../api/api-error.js';
import { fieldProblems, isElsewhere } from './field-problems.rules.js';

const refusal = (more: object): ApiError =>
  new ApiError({ type: 'about:blank', title: 'Refused', status: 422, code: 'input.invalid', detail: 'Choose a longer password.', ...more });

const inSpanish = ({ code }: ApiError): string => `en español: ${code}`;

describe('problems of a form', () => {
  it('puts a refusal at the field it names, in the language of the reader', () => {
    expect(fieldProblems(refusal({ field: 'password' }), ['email', 'password'], inSpanish)).toEqual({
      fields: { password: 'en español: input.invalid' },
      elsewhere: false,
    });
  });

  it('puts every bad field in its place, nested ones at the field that holds them', () => {
    const errors = [
      { field: 'name.es', detail: 'Give the name in Spanish.' },
      { field: 'selfHelp.en.2', detail: 'Shorten this step.' },
    ];
    expect(fieldProblems(refusal({ errors }), ['name', 'name.es', 'selfHelp.en'], inSpanish)).toEqual({
      fields: { 'name.es': 'Give the name in Spanish.', 'selfHelp.en': 'Shorten this step.' },
      elsewhere: false,
    });
  });

  it('says it above the form when the field is not of this form or none is named', () => {
    expect(isElsewhere(refusal({ field: 'token' }), ['email'])).toBe(true);
    expect(isElsewhere(refusal({}), ['email'])).toBe(true);
    expect(isElsewhere(refusal({ field: 'email' }), ['email'])).toBe(false);
    expect(isElsewhere(new NetworkError('gone'), ['email'])).toBe(true);
  });
});
