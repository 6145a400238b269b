import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { BoardPage } from '../board/board-page.js';

export const Route = createFileRoute('/board')({ loader: () => loadWords('board', 'pairing'), component: BoardPage });
