import { Controller, Res } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { rolloutOperations as ops } from '@firstbell/contracts/rollouts';
import type { Actor } from '@firstbell/platform';
import { ExceptionsService, PlansService, ProgressService, StragglersService } from '@firstbell/rollouts';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class RolloutsController {
  constructor(
    private readonly plans: PlansService,
    private readonly progress: ProgressService,
    private readonly exceptions: ExceptionsService,
    private readonly stragglers: StragglersService,
  ) {}

  @Operation(ops.listRollouts)
  listRollouts(@CurrentActor() actor: Actor) {
    return this.progress.list(actor);
  }

  @Operation(ops.rolloutChoices)
  rolloutChoices(@CurrentActor() actor: Actor) {
    return this.plans.choices(actor);
  }

  @Operation(ops.forecastRollout)
  forecastRollout(@Input() input: InputOf<typeof ops.forecastRollout>, @CurrentActor() actor: Actor) {
    return this.plans.forecast(actor, input);
  }

  @Operation(ops.createRollout)
  async createRollout(@Input() input: InputOf<typeof ops.createRollout>, @CurrentActor() actor: Actor) {
    await this.plans.create(actor, input);
    return this.progress.view(actor, input.id);
  }

  @Operation(ops.rollout)
  rollout(@Input() input: InputOf<typeof ops.rollout>, @CurrentActor() actor: Actor) {
    return this.progress.view(actor, input.planId);
  }

  @Operation(ops.moveRollout)
  async moveRollout(@Input() input: InputOf<typeof ops.moveRollout>, @CurrentActor() actor: Actor) {
    await this.plans.move(actor, input);
    return this.progress.view(actor, input.planId);
  }

  @Operation(ops.setRolloutLanes)
  async setRolloutLanes(@Input() input: InputOf<typeof ops.setRolloutLanes>, @CurrentActor() actor: Actor) {
    await this.plans.setLanes(actor, input);
    return this.progress.view(actor, input.planId);
  }

  @Operation(ops.addNewcomers)
  async addNewcomers(@Input() input: InputOf<typeof ops.addNewcomers>, @CurrentActor() actor: Actor) {
    await this.plans.addNewcomers(actor, input);
    return this.progress.view(actor, input.planId);
  }

  @Operation(ops.listRolloutPeriods)
  listRolloutPeriods(@Input() input: InputOf<typeof ops.listRolloutPeriods>, @CurrentActor() actor: Actor) {
    return this.progress.periods(actor, input.planId);
  }

  @Operation(ops.listRolloutStudents)
  listRolloutStudents(@Input() input: InputOf<typeof ops.listRolloutStudents>, @CurrentActor() actor: Actor) {
    return this.progress.students(actor, input);
  }

  @Operation(ops.rolloutStudentsCsv)
  rolloutStudentsCsv(
    @Input() input: InputOf<typeof ops.rolloutStudentsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="rollout-students.csv"');
    return this.progress.studentsCsv(actor, input);
  }

  @Operation(ops.listRolloutExceptions)
  listRolloutExceptions(@Input() input: InputOf<typeof ops.listRolloutExceptions>, @CurrentActor() actor: Actor) {
    return this.exceptions.list(actor, input);
  }

  @Operation(ops.rolloutExceptionsCsv)
  rolloutExceptionsCsv(
    @Input() input: InputOf<typeof ops.rolloutExceptionsCsv>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('content-disposition', 'attachment; filename="rollout-exceptions.csv"');
    return this.exceptions.csv(actor, input);
  }

  @Operation(ops.handleException)
  handleException(@Input() input: InputOf<typeof ops.handleException>, @CurrentActor() actor: Actor) {
    return this.exceptions.handle(actor, input);
  }

  @Operation(ops.retryRolloutAccounts)
  retryRolloutAccounts(@Input() input: InputOf<typeof ops.retryRolloutAccounts>, @CurrentActor() actor: Actor) {
    return this.exceptions.retryAccounts(actor, input);
  }

  @Operation(ops.retryRolloutCheckOuts)
  retryRolloutCheckOuts(@Input() input: InputOf<typeof ops.retryRolloutCheckOuts>, @CurrentActor() actor: Actor) {
    return this.exceptions.retryCheckOuts(actor, input);
  }

  @Operation(ops.listStragglers)
  listStragglers(@Input() input: InputOf<typeof ops.listStragglers>, @CurrentActor() actor: Actor) {
    return this.stragglers.list(actor, input);
  }
}
