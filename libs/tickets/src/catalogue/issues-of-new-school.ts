import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SchoolFounding } from '@firstbell/people';
import type { Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { IssuesStore } from '../issues.store.js';
import { starterCatalogue } from './starter-catalogue.js';

/** Gives every new school the starter catalogue, in the transaction that creates the school. */
@Injectable()
export class IssuesOfNewSchool implements OnModuleInit {
  constructor(
    private readonly founding: SchoolFounding,
    private readonly store: IssuesStore,
  ) {}

  onModuleInit(): void {
    this.founding.register((tx) => this.insert(tx));
  }

  async insert(tx: Tx): Promise<void> {
    await this.store.insert(
      tx,
      starterCatalogue.map(({ key: _, ...issue }, position) => ({ ...issue, id: uuid(), active: true, position })),
    );
  }
}
