import { createFileRoute } from '@tanstack/react-router';
import { RegistryPage } from '../../../devices/registry/registry-page.js';

export const Route = createFileRoute('/_staff/devices/')({ component: RegistryPage });
