import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extraValues, faultsOf, fieldsIn, fill, fillMail, mailLanguage, oneLine } from './template.rules.js';

const draft = (part: Partial<Record<'subject' | 'body', string>>) => {
  const subject = part.subject ?? 'News';
  const body = part.body ?? 'Hello.';
  return { subject: { en: subject, es: 'Noticias' }, body: { en: body, es: 'Hola.' } };
};

describe('a template', () => {
  it('names each field it uses once', () => {
    expect(fieldsIn(draft({ subject: '{{givenName}}', body: '{{ givenName }} {{homeroom}}' }))).toEqual(['givenName', 'homeroom']);
  });

  it.each([
    [{ body: 'Hello\nyour {{birthday}}' }, { part: 'body', language: 'en', line: 2, found: 'birthday', why: 'unknown' }],
    [{ subject: 'For {{givenname}}' }, { part: 'subject', language: 'en', line: 1, found: 'givenname', why: 'unknown' }],
    [{ body: 'a\nb {{givenName\n}}' }, { part: 'body', language: 'en', line: 2, found: '{{', why: 'not_closed' }],
    [{ body: '{{constructor}}' }, { part: 'body', language: 'en', line: 1, found: 'constructor', why: 'unknown' }],
    [{ subject: 'News\r\nBcc: all@x.example' }, { part: 'subject', language: 'en', line: 1, found: '', why: 'one_line' }],
  ])('%j is refused, naming what and where', (part, fault) => {
    expect(faultsOf(draft(part), [])).toEqual([fault]);
  });

  it('knows the fields a mailing brings along', () => {
    expect(faultsOf(draft({ body: 'On {{date}}' }), ['date'])).toEqual([]);
    expect(extraValues([{ name: 'date', en: 'May 3', es: '3 de mayo' }], 'es')).toEqual({ date: '3 de mayo' });
  });
});

describe('filling in', () => {
  it('puts a value in as text, even one that looks like a field', () => {
    expect(fill('Hi {{givenName}}, {{homeroom}}', { givenName: '{{password}}', homeroom: '$& $1', password: 'secret' }).text).toBe(
      'Hi {{password}}, $& $1',
    );
  });

  it('names what is missing instead of leaving a gap unnoticed', () => {
    expect(fill('{{homeroom}} {{grade}} {{toString}}', { homeroom: '', grade: null })).toEqual({
      text: '  ',
      missing: ['homeroom', 'grade', 'toString'],
    });
  });

  it('never lets a name begin another header', () => {
    const mail = fillMail(draft({ subject: 'For {{givenName}}' }), 'en', { givenName: 'Ann\r\nBcc: everyone@x.example' });
    expect(mail.subject).toBe('For Ann Bcc: everyone@x.example');
  });

  it('makes one line without control characters of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex -- that is the point
        expect(oneLine(text)).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/);
      }),
    );
  });

  it('leaves text without fields as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('{{'));
        expect(fill(text, {})).toEqual({ text, missing: [] });
      }),
    );
  });

  it('writes in English to whoever speaks neither of our languages', () => {
    expect(['es', 'es-MX', 'en', 'vi', ''].map(mailLanguage)).toEqual(['es', 'es', 'en', 'en', 'en']);
  });
});
