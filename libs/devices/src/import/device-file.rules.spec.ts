import { describe, expect, it } from '@jest/globals';
import { momentOf, noteText, serialText, tagText } from './device-cells.rules.js';
import { suggestLayout } from './device-presets.rules.js';
import { filedStatus } from './device-status.rules.js';

describe('the cells of a device', () => {
  it('keep the zeros of a tag, and write serial numbers as makers do', () => {
    expect(tagText('000123')).toBe('000123');
    expect(serialText('5cd9x7')).toBe('5CD9X7');
    expect(noteText('- cracked\n corner')).toBe('- cracked corner');
  });

  it('take a moment that says its day beyond doubt, and no other', () => {
    expect(momentOf('2026-09-01T08:30:00.000Z')).toBe('2026-09-01T08:30:00.000Z');
    expect(momentOf('2026-09-01 08:30:00.0000000')).toBe('2026-09-01T08:30:00.000Z');
    expect(momentOf('2026-09-01T08:30:00+02:00')).toBe('2026-09-01T06:30:00.000Z');
    for (const text of ['Never', '', '9/1/2026 8:30 AM', '2026-13-01T00:00:00Z', '1970-01-01T00:00:00.000Z'])
      expect(momentOf(text)).toBeNull();
  });
});

describe('a word for the state of a device', () => {
  it.each([
    ['ACTIVE', null],
    ['Ready to Deploy', null],
    ['Archived', 'retired'],
    ['DEPROVISIONED', 'retired'],
    ['Broken - Not Fixable', 'retired'],
    ['Lost/Stolen', 'lost'],
    ['Stolen', 'stolen'],
    ['Out for Repair', 'repair'],
    ['Frobbed', undefined],
  ])('%s means %s', (word, meant) => {
    expect(filedStatus(word)).toBe(meant);
  });
});

describe('where a file comes from', () => {
  it('is told by columns that only one system has', () => {
    expect(suggestLayout('deviceId,annotatedAssetId,annotatedUser,serialNumber,status'.split(',')).preset).toBe('google');
    expect(suggestLayout(['Device name', 'Device ID', 'Serial number', 'Manufacturer', 'Model', 'Primary user UPN']).preset).toBe('intune');
    expect(suggestLayout(['Asset Tag', 'Serial', 'Model', 'Checked Out To: Email']).preset).toBe('snipeit');
  });

  it('is one’s own otherwise, with each header guessed for one column at most', () => {
    expect(suggestLayout(['Etiqueta', 'Serie', 'Modelo', 'Correo'])).toEqual({
      preset: 'own',
      mapping: { tag: 'Etiqueta', serial: 'Serie', model: 'Modelo', holderEmail: 'Correo' },
    });
  });
});
