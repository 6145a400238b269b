import { Module } from '@nestjs/common';
import { ScheduleModule } from '@firstbell/schedule';
import { TicketsModule } from '@firstbell/tickets';
import { CoachNotesService } from './coach-notes/coach-notes.service.js';
import { CoachNotesStore } from './coach-notes/coach-notes.store.js';
import { FeedbackService } from './feedback/feedback.service.js';
import { FeedbackStore } from './feedback/feedback.store.js';
import { FiguresService } from './figures/figures.service.js';
import { FiguresStore } from './figures/figures.store.js';
import { MyWorkService } from './my-work/my-work.service.js';
import { MyWorkStore } from './my-work/my-work.store.js';
import { ReviewsService } from './reviews/reviews.service.js';
import { ReviewsStore } from './reviews/reviews.store.js';
import { SampleService } from './reviews/sample.service.js';
import { SampleStore } from './reviews/sample.store.js';
import { TrendsService } from './trends/trends.service.js';
import { TrendsStore } from './trends/trends.store.js';

const forOthers = [
  CoachNotesService,
  CoachNotesStore,
  FeedbackService,
  FiguresService,
  MyWorkService,
  ReviewsService,
  ReviewsStore,
  SampleService,
  TrendsService,
];

/** Every process that changes tickets imports it: reviews are written together with the change that raises them. */
@Module({
  imports: [ScheduleModule, TicketsModule],
  providers: [...forOthers, FeedbackStore, FiguresStore, MyWorkStore, SampleStore, TrendsStore],
  exports: forOthers,
})
export class FeedbackModule {}
