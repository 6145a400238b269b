import { Module } from '@nestjs/common';
import { RosterApplyStore } from './roster-apply.store.js';
import { RosterDiffStore } from './roster-diff.store.js';
import { RosterImportsStore } from './roster-imports.store.js';
import { RosterImportService } from './roster-import.service.js';
import { RosterImportWork } from './roster-import-work.js';
import { StagedRosterStore } from './staged-roster.store.js';

@Module({
  providers: [RosterImportService, RosterImportWork, RosterImportsStore, StagedRosterStore, RosterDiffStore, RosterApplyStore],
  exports: [RosterImportService, RosterImportWork, RosterImportsStore],
})
export class RosterModule {}
