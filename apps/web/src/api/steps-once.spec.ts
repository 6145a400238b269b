import { expect, it } from '@jest/globals';
import { StepsOnce } from './steps-once.js';

const coach = () => {
  const did: string[] = [];
  let failing = '';
  const step = (name: string) => (): Promise<void> => {
    if (name === failing) return Promise.reject(new Error(`${name} failed`));
    did.push(name);
    return Promise.resolve();
  };
  return { did, step, fails: (name: string) => (failing = name) };
};

it('a note that was written is not written again when settling failed: the next press only settles', async () => {
  const { did, step, fails } = coach();
  const press = new StepsOnce();
  fails('settle');
  await expect(press.run([step('write'), step('settle')])).rejects.toThrow('settle failed');
  fails('');
  await press.run([step('write'), step('settle')]);
  expect(did).toEqual(['write', 'settle']);
});

it('a note that could not be written is tried again, and nothing is settled before', async () => {
  const { did, step, fails } = coach();
  const press = new StepsOnce();
  fails('write');
  await expect(press.run([step('write'), step('settle')])).rejects.toThrow('write failed');
  fails('');
  await press.run([step('write'), step('settle')]);
  expect(did).toEqual(['write', 'settle']);
});

it('once the note is written the wish to settle may be taken back', async () => {
  const { did, step, fails } = coach();
  const press = new StepsOnce();
  fails('settle');
  await expect(press.run([step('write'), step('settle')])).rejects.toThrow('settle failed');
  await press.run([step('write')]);
  expect(did).toEqual(['write']);
});
