import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './staff.css';
import { MantineProvider, Modal, Notification } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PageOpening } from '../shell/page-opening.js';
import { hallPassTheme, hallPassVariables } from './hall-pass-theme.js';
import { StaffHeader } from './staff-header.js';
import { styleNonce } from './style-nonce.js';
import { useSessionWatch } from './use-session-watch.js';

/** What every page for signed-in people has: the header, Mantine in our colours, messages. */
export function StaffLayout() {
  const { t } = useTranslation('staff');
  useSessionWatch();
  // Kiosk and board are always light; leaving takes the scheme off the page.
  useEffect(() => () => document.documentElement.removeAttribute('data-mantine-color-scheme'), []);
  const theme = {
    ...hallPassTheme,
    components: {
      // Hiding the scroll bar behind a dialog would take an inline style without our nonce; wheel and touch are locked without it.
      Modal: Modal.extend({
        defaultProps: {
          closeButtonProps: { 'aria-label': t('closeDialog') },
          centered: true,
          removeScrollProps: { removeScrollBar: false },
        },
      }),
      // A dialog's title bar is no banner of the page.
      ModalHeader: Modal.Header.extend({ defaultProps: { role: 'presentation' } }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': t('closeNotice') } } }),
    },
  };
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={hallPassVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce() ?? ''}
    >
      <Notifications position="bottom-right" />
      <a href="#page" className="staff__skip fb-button">
        {t('skip')}
      </a>
      <StaffHeader />
      <main id="page" className="staff__page" tabIndex={-1}>
        <Suspense fallback={<PageOpening />}>
          <Outlet />
        </Suspense>
      </main>
    </MantineProvider>
  );
}
