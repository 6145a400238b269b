import { BlockList, isIPv6 } from 'node:net';

/**
 * No school's server answers at these: link-local addresses, where clouds hand out their keys to whoever asks from inside, the
 * addresses that stand for none or for all, and what single clouds have elsewhere.
 */
const nobodys = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
] as const)
  nobodys.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::a9fe:0', 112],
  ['fd00:ec2::254', 128],
] as const)
  nobodys.addSubnet(network, bits, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whose an IP address is that no mail server or directory may be entered at; undefined for every other, the school's own network too. */
export function refusedAs(address: string, { loopbackAllowed }: { loopbackAllowed: boolean }): 'nobodys' | 'this_computer' | undefined {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (nobodys.check(address, family)) return 'nobodys';
  return !loopbackAllowed && loopback.check(address, family) ? 'this_computer' : undefined;
}
