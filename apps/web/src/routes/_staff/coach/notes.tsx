import { createFileRoute } from '@tanstack/react-router';
import { NotesPage } from '../../../coach/notes/notes-page.js';

export const Route = createFileRoute('/_staff/coach/notes')({ component: NotesPage });
