import './me.css';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CoachNotes } from './coach-notes.js';
import { MyFeedback } from './my-feedback.js';
import { MyWork } from './my-work.js';

const route = getRouteApi('/_staff/me');

/** An assistant's own page: what they did, what students felt, what the coach wrote. */
export function MePage() {
  const { t } = useTranslation('me');
  const { me } = route.useRouteContext();
  useEffect(() => {
    document.title = `${t('title')} · Firstbell`;
  }, [t]);
  return (
    <div className="me">
      <header className="me__head">
        <h1>{t('hello', { name: me.name.split(' ')[0] })}</h1>
        <p>{t('lead')}</p>
      </header>
      <div className="me__columns">
        <CoachNotes meId={me.id} />
        <div className="me__figures">
          <MyWork />
          <MyFeedback />
        </div>
      </div>
    </div>
  );
}
