import { createFileRoute } from '@tanstack/react-router';
import { deviceSearch } from '../../../devices/device-search.rules.js';
import { RegistryPage } from '../../../devices/registry/registry-page.js';

export const Route = createFileRoute('/_staff/devices/')({ validateSearch: deviceSearch, component: RegistryPage });
