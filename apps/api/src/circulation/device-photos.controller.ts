import { Controller, Req, Res } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { PhotosService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';
import { sentFile } from '../operation/sent-file.js';

@Controller()
export class DevicePhotosController {
  constructor(private readonly photos: PhotosService) {}

  @Operation(ops.addDevicePhoto)
  addDevicePhoto(@Input() input: InputOf<typeof ops.addDevicePhoto>, @CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.photos.add(actor, input, sentFile(request, 'photo'));
  }

  @Operation(ops.listDevicePhotos)
  listDevicePhotos(@Input() input: InputOf<typeof ops.listDevicePhotos>, @CurrentActor() actor: Actor) {
    return this.photos.list(actor, input);
  }

  @Operation(ops.devicePhoto)
  async devicePhoto(
    @Input() input: InputOf<typeof ops.devicePhoto>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { type, bytes } = await this.photos.bytes(actor, input.photoId);
    reply.header('content-type', type);
    return bytes;
  }
}
