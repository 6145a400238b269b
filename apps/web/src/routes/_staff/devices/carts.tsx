import { createFileRoute } from '@tanstack/react-router';
import { CartsPage } from '../../../devices/carts/carts-page.js';

export const Route = createFileRoute('/_staff/devices/carts')({ component: CartsPage });
