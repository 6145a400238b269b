import { backupCommand } from './backup.command.js';
import type { Command } from './command.js';
import { doctorCommand } from './doctor.command.js';
import { importDevicesCommand } from './import-devices.command.js';
import { importRosterCommand } from './import-roster.command.js';
import { keyRotateCommand } from './key-rotate.command.js';
import { personEraseCommand, personExportCommand } from './person.commands.js';
import { restoreCommand } from './restore.command.js';
import { userAddCommand } from './user-add.command.js';
import { userResetSecondFactorCommand } from './user-reset-second-factor.command.js';

/** Every command by the words it is typed with. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['backup', backupCommand],
  ['doctor', doctorCommand],
  ['import devices', importDevicesCommand],
  ['import roster', importRosterCommand],
  ['key rotate', keyRotateCommand],
  ['person erase', personEraseCommand],
  ['person export', personExportCommand],
  ['restore', restoreCommand],
  ['user add', userAddCommand],
  ['user reset-second-factor', userResetSecondFactorCommand],
]);
