import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../api/api-error.js';
import { fieldProblems } from './field-problems.rules.js';

const refusal = (more: object): ApiError =>
  new ApiError({ type: 'about:blank', title: 'Refused', status: 422, code: 'input.invalid', detail: 'Choose a longer password.', ...more });

describe('problems of a form', () => {
  it('puts a refusal at the field it names', () => {
    expect(fieldProblems(refusal({ field: 'password' }), ['email', 'password'])).toEqual({
      fields: { password: 'Choose a longer password.' },
      elsewhere: false,
    });
  });

  it('puts every bad field in its place, nested ones at the field that holds them', () => {
    const errors = [
      { field: 'name.es', detail: 'Give the name in Spanish.' },
      { field: 'selfHelp.en.2', detail: 'Shorten this step.' },
    ];
    expect(fieldProblems(refusal({ errors }), ['name', 'name.es', 'selfHelp.en'])).toEqual({
      fields: { 'name.es': 'Give the name in Spanish.', 'selfHelp.en': 'Shorten this step.' },
      elsewhere: false,
    });
  });

  it('says it above the form when the field is not of this form or none is named', () => {
    expect(fieldProblems(refusal({ field: 'token' }), ['email']).elsewhere).toBe(true);
    expect(fieldProblems(refusal({}), ['email']).elsewhere).toBe(true);
    expect(fieldProblems(new NetworkError('gone'), ['email']).elsewhere).toBe(true);
  });
});
