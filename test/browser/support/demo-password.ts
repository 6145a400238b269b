export const demoPassword = 'bada-bodi-bufe-27';
