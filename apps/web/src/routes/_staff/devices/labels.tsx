import { createFileRoute } from '@tanstack/react-router';
import { deviceSearch } from '../../../devices/device-search.rules.js';
import { LabelsPage } from '../../../devices/labels/labels-page.js';

export const Route = createFileRoute('/_staff/devices/labels')({ validateSearch: deviceSearch, component: LabelsPage });
