import { ActionIcon, Popover, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LineIcon } from '../../hallpass/line-icon.js';
import { setDeskSettings, useDeskSettings } from '../desk-settings.js';
import { chime } from '../lease/chime.js';
import { canNotify } from '../lease/notify.js';

/** How this person likes the desk: keys, sound, messages. Kept on this computer. */
export function DeskMenu() {
  const { t } = useTranslation('desk');
  return (
    <Popover position="bottom-end" withArrow trapFocus shadow="md" width={330}>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t('bar.more')} title={t('bar.more')}>
          <LineIcon>
            <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
            <circle cx="16" cy="7" r="2.6" />
            <circle cx="8" cy="17" r="2.6" />
          </LineIcon>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('bar.more')} className="desk-menu">
        <Choices />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Asks the browser about notifications, which takes it long; so it is only drawn while the menu is open. */
function Choices() {
  const { t } = useTranslation('desk');
  const settings = useDeskSettings();
  const mayNotify = canNotify();
  const askToNotify = async (wanted: boolean): Promise<void> => {
    const allowed = wanted && (await Notification.requestPermission()) === 'granted';
    setDeskSettings({ notify: allowed });
  };
  return (
    <>
      <Switch
        label={t('settings.singleKeys')}
        description={t('settings.singleKeysHint')}
        checked={settings.singleKeys}
        onChange={(event) => setDeskSettings({ singleKeys: event.currentTarget.checked })}
      />
      <Switch
        label={t('settings.sound')}
        description={t('settings.soundHint')}
        checked={settings.sound}
        onChange={(event) => {
          setDeskSettings({ sound: event.currentTarget.checked });
          if (event.currentTarget.checked) chime('joined');
        }}
      />
      <Switch
        label={t('settings.notify')}
        description={mayNotify ? t('settings.notifyHint') : t('settings.notifyBlocked')}
        disabled={!mayNotify}
        checked={settings.notify && mayNotify}
        onChange={(event) => void askToNotify(event.currentTarget.checked)}
      />
    </>
  );
}
