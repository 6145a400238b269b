import 'i18next';
import type account from '../locales/en/account.json';
import type accounts from '../locales/en/accounts.json';
import type board from '../locales/en/board.json';
import type circulation from '../locales/en/circulation.json';
import type coach from '../locales/en/coach.json';
import type console from '../locales/en/console.json';
import type deviceManagement from '../locales/en/deviceManagement.json';
import type desk from '../locales/en/desk.json';
import type devices from '../locales/en/devices.json';
import type errors from '../locales/en/errors.json';
import type feedback from '../locales/en/feedback.json';
import type handOut from '../locales/en/handOut.json';
import type kiosk from '../locales/en/kiosk.json';
import type mail from '../locales/en/mail.json';
import type me from '../locales/en/me.json';
import type myTickets from '../locales/en/myTickets.json';
import type pairing from '../locales/en/pairing.json';
import type reports from '../locales/en/reports.json';
import type rollout from '../locales/en/rollout.json';
import type settings from '../locales/en/settings.json';
import type setUp from '../locales/en/setUp.json';
import type shell from '../locales/en/shell.json';
import type staff from '../locales/en/staff.json';

/** English is the reference: a key that is not in it does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      account: typeof account;
      accounts: typeof accounts;
      board: typeof board;
      circulation: typeof circulation;
      coach: typeof coach;
      console: typeof console;
      desk: typeof desk;
      deviceManagement: typeof deviceManagement;
      devices: typeof devices;
      errors: typeof errors;
      feedback: typeof feedback;
      handOut: typeof handOut;
      kiosk: typeof kiosk;
      mail: typeof mail;
      me: typeof me;
      myTickets: typeof myTickets;
      pairing: typeof pairing;
      reports: typeof reports;
      rollout: typeof rollout;
      settings: typeof settings;
      setUp: typeof setUp;
      shell: typeof shell;
      staff: typeof staff;
    };
  }
}
