import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { failureText } from './failure-text.js';

describe('an error in the log', () => {
  it('has the code and the place of what PostgreSQL said, not its words', () => {
    const error = Object.assign(new DatabaseError('invalid input syntax for type uuid: "Ana Lima"', 0, 'error'), {
      code: '22P02',
      routine: 'string_to_uuid',
    });
    expect(failureText(error)).toMatch(/^PostgreSQL 22P02 \(string_to_uuid\)\n +at /);
    expect(failureText(error)).not.toContain('Ana');
  });

  it('has no mail address', () => {
    expect(failureText(new Error('550 5.1.1 <ana.lima@north.example>: no such user'))).toMatch(
      /^Error: 550 5\.1\.1 <<address>>: no such user\n +at /,
    );
    expect(failureText('lost ben@x.example, zoe@y.example')).toBe('lost <address>, <address>');
  });
});
