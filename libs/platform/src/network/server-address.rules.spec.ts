import { describe, expect, it } from '@jest/globals';
import { refusedAs } from './server-address.rules.js';

describe('the address of a server that somebody entered', () => {
  it.each(['192.168.1.20', '10.0.0.5', '172.20.3.4', '100.64.0.9', '203.0.113.7', 'fd12:3456::25', '2001:db8::25'])(
    'may be in the school’s network or outside: %s',
    (address) => {
      expect(refusedAs(address, { loopbackAllowed: false })).toBeUndefined();
    },
  );

  it.each([
    ...['169.254.169.254', '169.254.0.1', '0.0.0.0', '0.1.2.3', '224.0.0.1', '255.255.255.255', '100.100.100.200', '168.63.129.16'],
    ...[
      'fe80::1',
      'fe80::1%eth0',
      'febf::1',
      '::',
      'ff02::1',
      'fd00:ec2::254',
      '::ffff:169.254.169.254',
      '::ffff:a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
    ],
  ])('is never %s', (address) => {
    expect(refusedAs(address, { loopbackAllowed: true })).toBe('nobodys');
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('is this computer only where that is allowed: %s', (address) => {
    expect(refusedAs(address, { loopbackAllowed: true })).toBeUndefined();
    expect(refusedAs(address, { loopbackAllowed: false })).toBe('this_computer');
  });
});
