import * as z from 'zod';
import { defineOperations, done, nothing } from './operation.js';
import { connectionTest, googleAdministrator, instant, microsoftApplication, microsoftTenant, rowVersion } from './values.js';

/** Who is told which student has which device. */
export const deviceManagementKinds = ['google', 'microsoft'] as const;
export type DeviceManagementKind = (typeof deviceManagementKinds)[number];

/** What a provider has to be told beside its secret. */
export const deviceManagementConfig = z.discriminatedUnion('kind', [
  /** Chromebooks: annotated user, asset id and location. Its secret is the key file of the service account, as text. */
  z.object({
    kind: z.literal('google'),
    adminEmail: googleAdministrator,
    /** Written into the location of each device that is handed out; empty: left alone. */
    location: z.string().trim().max(200).default(''),
  }),
  /** Devices of Intune: primary user. Its secret is the client secret of the application. */
  z.object({ kind: z.literal('microsoft'), tenantId: microsoftTenant, clientId: microsoftApplication }),
]);
export type DeviceManagementConfig = z.output<typeof deviceManagementConfig>;

export const deviceManagementSettings = z.object({
  provider: deviceManagementConfig,
  /** Nobody is told anything until then. */
  pausedUntil: instant.nullable(),
  pauseCode: z.string().nullable(),
  pauseReason: z.string().nullable(),
  test: connectionTest.nullable(),
  version: z.number().int(),
});
export type DeviceManagementSettings = z.output<typeof deviceManagementSettings>;

/** Check-outs by what the provider knows of them. */
const told = z.object({
  /** Devices that are out, and of which nobody was told. */
  untold: z.number().int(),
  waiting: z.number().int(),
  told: z.number().int(),
  /** Need a person; they stand among the exceptions. */
  stuck: z.number().int(),
});
export type Told = z.output<typeof told>;

const administrators = { who: ['administrator'], whose: 'school' } as const;
const version = rowVersion;

export const deviceManagementOperations = defineOperations({
  deviceManagement: {
    method: 'GET',
    path: '/api/device-management',
    summary: 'Which provider is told who has which device, without its secret, and how far it is told',
    input: nothing,
    output: z.object({ settings: deviceManagementSettings.nullable(), told }),
    ...administrators,
  },
  saveDeviceManagement: {
    method: 'PUT',
    path: '/api/device-management',
    summary: 'Choose the provider; check-outs are told to it from now on. The secret goes in and never comes out',
    input: z.object({
      provider: deviceManagementConfig,
      /** Left out: the stored one stays, as long as it goes to the same place. */
      secret: z.string().min(1).max(20_000).optional(),
      /** Of the settings this change was made on; null when there were none. */
      version: version.nullable(),
    }),
    output: deviceManagementSettings,
    ...administrators,
  },
  testDeviceManagement: {
    method: 'POST',
    path: '/api/device-management/test',
    summary: 'Sign in to the saved provider and read what is read for every check-out; nothing is changed there',
    input: nothing,
    output: deviceManagementSettings,
    ...administrators,
    rate: { limit: 20, perSeconds: 60 },
  },
  tellOfDevicesOut: {
    method: 'POST',
    path: '/api/device-management/tell',
    summary: 'Tell the provider of the devices that were handed out before it was set up',
    input: nothing,
    output: z.object({ due: z.number().int() }),
    ...administrators,
  },
  pauseDeviceManagement: {
    method: 'POST',
    path: '/api/device-management/pause',
    summary: 'Tell the provider nothing until somebody lets it go on',
    input: nothing,
    output: deviceManagementSettings,
    ...administrators,
  },
  resumeDeviceManagement: {
    method: 'POST',
    path: '/api/device-management/resume',
    summary: 'Go on telling the provider, whatever paused it',
    input: nothing,
    output: deviceManagementSettings,
    ...administrators,
  },
  removeDeviceManagement: {
    method: 'DELETE',
    path: '/api/device-management',
    summary: 'Tell nobody any more; what the provider knows stays there',
    input: z.object({ version }),
    output: done,
    ...administrators,
  },
});
