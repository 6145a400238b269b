import { Module } from '@nestjs/common';
import { DeviceApplyStore } from './import/device-apply.store.js';
import { DeviceDiffStore } from './import/device-diff.store.js';
import { DeviceImportService } from './import/device-import.service.js';
import { DeviceImportWork } from './import/device-import-work.js';
import { DeviceImportsStore } from './import/device-imports.store.js';
import { StagedDevicesStore } from './import/staged-devices.store.js';
import { DeviceHistoryStore } from './registry/device-history.store.js';
import { DeviceListStore } from './registry/device-list.store.js';
import { DevicesStore } from './registry/devices.store.js';
import { RegistryService } from './registry/registry.service.js';

const forOthers = [DevicesStore, RegistryService, DeviceImportService, DeviceImportWork, DeviceImportsStore];

@Module({
  providers: [...forOthers, DeviceListStore, DeviceHistoryStore, StagedDevicesStore, DeviceDiffStore, DeviceApplyStore],
  exports: forOthers,
})
export class DevicesModule {}
