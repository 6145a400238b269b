import { Module } from '@nestjs/common';
import { DevicesStore } from './devices.store.js';

@Module({ providers: [DevicesStore], exports: [DevicesStore] })
export class DevicesModule {}
