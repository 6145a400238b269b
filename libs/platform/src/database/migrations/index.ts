import { FirstLight1795330000000 } from './1795330000000-first-light.js';
import { RosterStaging1795330200000 } from './1795330200000-roster-staging.js';

/** Every migration, oldest first. Listed by hand so that a bundle or a stray file never changes what runs. */
export const migrations = [FirstLight1795330000000, RosterStaging1795330200000];
