import { Module } from '@nestjs/common';
import { ScheduleModule } from '@firstbell/schedule';
import { AgreementsService } from './agreements/agreements.service.js';
import { AgreementsStore } from './agreements/agreements.store.js';
import { CartsService } from './carts/carts.service.js';
import { CartsStore } from './carts/carts.store.js';
import { ReservationsService } from './carts/reservations.service.js';
import { ReservationsStore } from './carts/reservations.store.js';
import { CheckOutsService } from './check-outs/check-outs.service.js';
import { CheckOutsStore } from './check-outs/check-outs.store.js';
import { DeviceExchange } from './check-outs/device-exchange.js';
import { HeldDevicesStore } from './check-outs/held-devices.store.js';
import { DevicesModule } from './devices.module.js';
import { FoundLaptopsService } from './found/found-laptops.service.js';
import { FoundLaptopsStore } from './found/found-laptops.store.js';
import { DeviceManagementModule } from './management/device-management.module.js';
import { LoanersService } from './loaners/loaners.service.js';
import { LoanersStore } from './loaners/loaners.store.js';
import { PhotosService } from './photos/photos.service.js';
import { PhotosStore } from './photos/photos.store.js';
import { RemindersService } from './reminders/reminders.service.js';
import { RemindersStore } from './reminders/reminders.store.js';
import { RepairsService } from './repairs/repairs.service.js';
import { RepairsStore } from './repairs/repairs.store.js';
import { ShelfService } from './repairs/shelf.service.js';
import { SignsService } from './signs/signs.service.js';
import { SignsStore } from './signs/signs.store.js';

const services = [
  AgreementsService,
  CartsService,
  CheckOutsService,
  FoundLaptopsService,
  LoanersService,
  PhotosService,
  RemindersService,
  RepairsService,
  ReservationsService,
  ShelfService,
  SignsService,
];
const stores = [
  AgreementsStore,
  CartsStore,
  CheckOutsStore,
  FoundLaptopsStore,
  HeldDevicesStore,
  LoanersStore,
  PhotosStore,
  RemindersStore,
  RepairsStore,
  ReservationsStore,
  SignsStore,
];

/** Devices that change hands: check-outs, loaners, repairs, carts, and what their records tell. */
@Module({
  imports: [DeviceManagementModule, DevicesModule, ScheduleModule],
  providers: [...services, ...stores, DeviceExchange],
  exports: services,
})
export class CirculationModule {}
