export { DevicesModule } from './devices.module.js';
export { DevicesStore, type DeviceState, type NewDevice } from './devices.store.js';
