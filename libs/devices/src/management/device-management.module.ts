import { Module } from '@nestjs/common';
import { CheckoutSyncService } from '../sync/checkout-sync.service.js';
import { CheckoutSyncStore } from '../sync/checkout-sync.store.js';
import { DeviceClients } from './device-clients.js';
import { DeviceManagementService } from './device-management.service.js';
import { DeviceManagementStore } from './device-management.store.js';
import { OpenDeviceManagements } from './open-device-managements.js';

const forOthers = [CheckoutSyncService, DeviceManagementService, DeviceManagementStore];

/** Telling the device-management provider who has what, and which provider that is. */
@Module({ providers: [...forOthers, CheckoutSyncStore, DeviceClients, OpenDeviceManagements], exports: forOthers })
export class DeviceManagementModule {}
