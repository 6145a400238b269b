import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { RolloutPage } from '../../rollout/rollout-page.js';

export const Route = createFileRoute('/_staff/rollout')({ loader: () => loadWords('rollout'), component: RolloutPage });
