import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';

let school: AccountSchool;
beforeAll(async () => {
  school = await openAccountSchool();
});
afterAll(() => school.stop());
beforeEach(() => school.open({ kind: 'built_in', domain: `d${Date.now()}.example` }));

const none = { people: 0, numbered: 0, nameless: 0, waiting: 0, stuck: 0, there: 0, examples: [] };

describe('what making accounts would do', () => {
  it('is said of those who have none, beside those who have or wait', async () => {
    const [ann = '', bo = ''] = await school.students(['Ann Li', 'Bo Li']);
    await school.want([ann, bo]);
    await school.run();
    const [waiting = ''] = await school.students(['Cy Li'], 3);
    await school.want([waiting]);
    await school.students(['Ann Li', 'Cy Li', 'Di Li', '李 小'], 4);
    expect(await school.settings.previewAccounts(school.actor)).toEqual({
      people: 4,
      // Ann, whose name is in use, and Cy, whose name somebody on the way will have.
      numbered: 2,
      nameless: 1,
      waiting: 1,
      stuck: 0,
      there: 2,
      examples: expect.arrayContaining([
        { name: 'Ann Li', username: 'ann.li2' },
        { name: 'Cy Li', username: 'cy.li2' },
        { name: 'Di Li', username: 'di.li' },
      ]),
    });
  });

  it('is what making them then does, and asking changes nothing', async () => {
    const people = await school.students(['Ann Li', 'Ann Li', 'Bo Li', '李 小']);
    const events = () => school.sql('SELECT 1 FROM event WHERE school_id = $1');
    const before = await events();
    const { people: asked, numbered, nameless } = await school.settings.previewAccounts(school.actor);
    expect(await events()).toEqual(before);
    expect(await school.rows()).toEqual([]);

    await school.want(people);
    await school.run();
    const rows = await school.rows();
    expect(rows).toHaveLength(asked);
    expect(rows.filter(({ state }) => state === 'ready')).toHaveLength(asked - nameless);
    expect(rows.filter(({ username }) => /\d$/.test(username ?? ''))).toHaveLength(numbered);
    expect(await school.settings.previewAccounts(school.actor)).toEqual({ ...none, there: 3, stuck: 1 });
  });

  it('does not count who is no longer at the school', async () => {
    await school.students(['Ann Li']);
    await school.sql(`UPDATE person SET status = 'removed', removed_at = now() WHERE school_id = $1`);
    expect(await school.settings.previewAccounts(school.actor)).toEqual(none);
  });
});
