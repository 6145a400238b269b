import { createRootRouteWithContext } from '@tanstack/react-router';
import type { RouterContext } from '../router.js';

export const Route = createRootRouteWithContext<RouterContext>()({});
