export { DevicesModule } from './devices.module.js';
export { DeviceImportService } from './import/device-import.service.js';
export { DeviceImportWork } from './import/device-import-work.js';
export { DeviceImportsStore } from './import/device-imports.store.js';
export { importDeviceFile, isDeviceImportReady, type ImportedDeviceFile } from './import/import-device-file.js';
export { DevicesStore, type NewDevice } from './registry/devices.store.js';
export { RegistryService } from './registry/registry.service.js';
