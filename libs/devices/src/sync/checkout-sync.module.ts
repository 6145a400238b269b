import { Module } from '@nestjs/common';
import { CheckoutSyncService } from './checkout-sync.service.js';
import { CheckoutSyncStore } from './checkout-sync.store.js';
import { DeviceManagements } from './device-managements.js';
import { DirectoryDeviceManagements } from './directory-device-managements.js';

/** Telling the device-management provider who has what. */
@Module({
  providers: [CheckoutSyncService, CheckoutSyncStore, { provide: DeviceManagements, useClass: DirectoryDeviceManagements }],
  exports: [CheckoutSyncService],
})
export class CheckoutSyncModule {}
