import { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { PhotosService } from '@firstbell/devices';
import { FirstbellError, type Actor } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class DevicePhotosController {
  constructor(private readonly photos: PhotosService) {}

  @Operation(ops.addDevicePhoto)
  addDevicePhoto(@Input() input: InputOf<typeof ops.addDevicePhoto>, @CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    if (!(request.body instanceof Readable)) {
      throw new FirstbellError('photo.no_file', 415, 'Send the photo itself as the body, with the content type application/octet-stream.', {
        field: 'file',
      });
    }
    return this.photos.add(actor, input, request.body);
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
