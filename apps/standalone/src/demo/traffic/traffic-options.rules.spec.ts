import { describe, expect, it } from '@jest/globals';
import { trafficOptions } from './traffic-options.rules.js';

describe('options of the demo traffic', () => {
  it('play the whole day sixty times as fast on this computer when nothing is said', () => {
    expect(trafficOptions([])).toEqual({ base: 'http://127.0.0.1:3000', speed: 60, minutes: 394 });
  });

  it('take what is said', () => {
    expect(trafficOptions(['--speed', '120', '--base', 'http://localhost:4100/', '--minutes', '30'])).toEqual({
      base: 'http://localhost:4100',
      speed: 120,
      minutes: 30,
    });
  });

  it.each(['https://desk.school.example', 'http://10.0.0.5:3000', 'http://127.0.0.1.evil.example', 'school'])(
    'refuse %s, which is elsewhere',
    (base) => {
      expect(() => trafficOptions(['--base', base])).toThrow('on this computer');
    },
  );

  it('name what they do not understand', () => {
    expect(() => trafficOptions(['--fast', '1'])).toThrow('--fast is no option');
    expect(() => trafficOptions(['--speed', '0'])).toThrow('--speed takes a number from 1 to 600');
    expect(() => trafficOptions(['--minutes'])).toThrow('--minutes needs a value');
  });
});
