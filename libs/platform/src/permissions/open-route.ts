import { SetMetadata } from '@nestjs/common';

export const OPEN_ROUTE = 'firstbell:open-route';

/** Marks the few routes outside the contract that machines ask for, without a session and without anybody's data. */
export const OpenRoute = () => SetMetadata(OPEN_ROUTE, true);
