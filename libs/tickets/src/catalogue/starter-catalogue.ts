import { handsIssues } from './starter-issues/hands-issues.js';
import { mishapIssues } from './starter-issues/mishap-issues.js';
import { networkIssues } from './starter-issues/network-issues.js';
import { powerIssues } from './starter-issues/power-issues.js';
import { questionIssues } from './starter-issues/question-issues.js';
import { screenIssues } from './starter-issues/screen-issues.js';
import { signInIssues } from './starter-issues/sign-in-issues.js';
import { softwareIssues } from './starter-issues/software-issues.js';
import { soundAndCameraIssues } from './starter-issues/sound-and-camera-issues.js';
import type { StarterIssue } from './starter-issue.js';

/**
 * What a new school starts with, in the order of the kiosk: first what school desks see most (forgotten passwords and
 * cracked screens lead), last what fits when nothing else does.
 */
export const starterCatalogue: readonly StarterIssue[] = [
  signInIssues.forgotPassword,
  screenIssues.crackedScreen,
  networkIssues.wifiWillNotConnect,
  powerIssues.willNotCharge,
  powerIssues.willNotTurnOn,
  signInIssues.cannotSignIn,
  softwareIssues.slowOrFrozen,
  handsIssues.keysDoNotWork,
  handsIssues.touchpadDoesNotMove,
  soundAndCameraIssues.noSound,
  powerIssues.batteryRunsOut,
  soundAndCameraIssues.cameraOrMicrophone,
  screenIssues.screenTurned,
  mishapIssues.spill,
  powerIssues.lostCharger,
  mishapIssues.lostLaptop,
  softwareIssues.lostWork,
  softwareIssues.appMissing,
  networkIssues.websiteBlocked,
  softwareIssues.printing,
  screenIssues.projector,
  questionIssues.howDoI,
  questionIssues.botheredOnline,
  questionIssues.somethingElse,
];
