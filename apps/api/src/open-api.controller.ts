import { Controller, Get } from '@nestjs/common';
import { OpenRoute } from '@firstbell/platform';
import { openApiDocument } from './operation/openapi.js';

@Controller('api')
export class OpenApiController {
  private readonly document = openApiDocument('0.1.0');

  @Get('openapi.json')
  @OpenRoute()
  openApi() {
    return this.document;
  }
}
