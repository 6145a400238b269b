import { Controller, Req, Res } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { directoryOperations } from '@firstbell/contracts/directory';
import { peopleOperations as ops, type Me } from '@firstbell/contracts/people';
import { deviceOf, SchoolsService, SessionsService, SignInService, StaffService, type SignedIn } from '@firstbell/people';
import type { Actor } from '@firstbell/platform';
import { DutyService } from '@firstbell/tickets';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { clearSession, setSession } from './session-reply.js';

const deviceFrom = (request: FastifyRequest) => deviceOf(request.headers['user-agent']);

@Controller()
export class PeopleController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly schools: SchoolsService,
    private readonly staff: StaffService,
    private readonly duty: DutyService,
  ) {}

  @Operation(ops.signIn)
  async signIn(
    @Input() input: InputOf<typeof ops.signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(request, reply, await this.signIns.signIn(input, deviceFrom(request)));
  }

  @Operation(ops.signOut)
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.duty.endOwn(actor);
    await this.sessions.end(actor);
    clearSession(reply);
    return { done: true as const };
  }

  @Operation(ops.me)
  me(@CurrentActor() actor: Actor) {
    return this.signIns.me(actor);
  }

  @Operation(directoryOperations.changePassword)
  changePassword(@Input() input: InputOf<typeof directoryOperations.changePassword>, @CurrentActor() actor: Actor) {
    return this.signIns.changePassword(actor, input);
  }

  @Operation(ops.setUp)
  async setUp(@Input() input: InputOf<typeof ops.setUp>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.answer(request, reply, await this.schools.setUp(input, deviceFrom(request)));
  }

  @Operation(ops.listSchools)
  listSchools(@CurrentActor() actor: Actor) {
    return this.schools.list(actor);
  }

  @Operation(ops.createSchool)
  async createSchool(
    @Input() input: InputOf<typeof ops.createSchool>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(request, reply, await this.schools.create(actor, input, deviceFrom(request)));
  }

  @Operation(ops.openSchool)
  async openSchool(
    @Input() input: InputOf<typeof ops.openSchool>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(request, reply, await this.schools.open(actor, input, deviceFrom(request)));
  }

  @Operation(ops.schoolSettings)
  schoolSettings(@CurrentActor() actor: Actor) {
    return this.schools.settings(actor);
  }

  @Operation(ops.updateSchoolSettings)
  updateSchoolSettings(@Input() input: InputOf<typeof ops.updateSchoolSettings>, @CurrentActor() actor: Actor) {
    return this.schools.update(actor, input);
  }

  @Operation(ops.listStaff)
  listStaff(@Input() input: InputOf<typeof ops.listStaff>, @CurrentActor() actor: Actor) {
    return this.staff.list(actor, input);
  }

  @Operation(ops.setRoles)
  setRoles(@Input() input: InputOf<typeof ops.setRoles>, @CurrentActor() actor: Actor) {
    return this.staff.setRoles(actor, input);
  }

  @Operation(ops.listRosterExceptions)
  listRosterExceptions(@CurrentActor() actor: Actor) {
    return this.staff.listExceptions(actor);
  }

  @Operation(ops.settleRosterException)
  settleRosterException(@Input() input: InputOf<typeof ops.settleRosterException>, @CurrentActor() actor: Actor) {
    return this.staff.settleException(actor, input);
  }

  private answer(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn): Me {
    setSession(request, reply, signedIn.secret, 'person');
    return signedIn.me;
  }
}
