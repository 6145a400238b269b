/** Of the demo accounts in every test that is no browser test. */
export const demoPassword = 'a password for tests';
