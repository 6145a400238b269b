import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../../api/api-error.js';
import { sendPersistently } from './send-persistently.js';

const refusal = (status: number) => new ApiError({ type: 'about:blank', title: 'x', status, detail: 'x', code: 'x' });

function answering(...answers: (Error | string)[]) {
  let sent = 0;
  const send = () => {
    const answer = answers[Math.min(sent, answers.length - 1)];
    sent += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { send, sent: () => sent };
}

describe('sending an action until it is answered', () => {
  it('repeats what got no answer or an answer of a stumbling server', async () => {
    const { send, sent } = answering(new NetworkError('gone'), refusal(503), 'done');
    await expect(sendPersistently(send, [0, 0, 0])).resolves.toBe('done');
    expect(sent()).toBe(3);
  });

  it('never repeats a refusal', async () => {
    const { send, sent } = answering(refusal(409), 'done');
    await expect(sendPersistently(send, [0, 0])).rejects.toMatchObject({ status: 409 });
    expect(sent()).toBe(1);
  });

  it('gives up in the end and says why', async () => {
    const { send, sent } = answering(new NetworkError('gone'));
    await expect(sendPersistently(send, [0, 0])).rejects.toBeInstanceOf(NetworkError);
    expect(sent()).toBe(3);
  });
});
