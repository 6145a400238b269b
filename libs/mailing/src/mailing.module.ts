import { Module } from '@nestjs/common';
import { ItemsStore } from './mailings/items.store.js';
import { Mailings } from './mailings/mailings.js';
import { MailingsStore } from './mailings/mailings.store.js';
import { TemplatesStore } from './templates/templates.store.js';

@Module({ providers: [Mailings, MailingsStore, ItemsStore, TemplatesStore], exports: [Mailings] })
export class MailingModule {}
