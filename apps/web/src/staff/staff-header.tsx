import { ActionIcon, Button, Group, Select, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LineIcon } from '../hallpass/line-icon.js';
import { BellMark } from '../hallpass/wordmark.js';
import { rememberLanguage } from '../i18n/language-choice.js';
import { localeLanguages } from '../i18n/locale-files.js';
import { areasFor } from '../sign-in/home-of.rules.js';
import { signOutHere } from '../sign-in/sign-out.js';
import { ConnectionSign } from './connection-sign.js';

const route = getRouteApi('/_staff');

export function StaffHeader() {
  const { t } = useTranslation('staff');
  const { me } = route.useRouteContext();
  return (
    <header className="staff__head">
      <span className="fb-wordmark staff__school">
        <BellMark />
        <span>{me.school.name}</span>
      </span>
      <nav aria-label={t('areas.label')} className="staff__nav">
        {areasFor(me.roles).map(({ to, area }) => (
          <Link key={to} to={to} className="staff__area" activeProps={{ 'aria-current': 'page' }}>
            {t(`areas.${area}`)}
          </Link>
        ))}
      </nav>
      <Group gap="xs" ml="auto" justify="flex-end">
        <ConnectionSign />
        <LanguageSelect />
        <SchemeToggle />
        <Link
          to="/account"
          className="staff__me"
          title={t('account')}
          aria-label={t('accountOf', { name: me.name })}
          activeProps={{ 'aria-current': 'page' }}
        >
          <PersonMark />
          <span className="staff__name">{me.name}</span>
        </Link>
        <SignOut />
      </Group>
    </header>
  );
}

function PersonMark() {
  return (
    <LineIcon>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6" />
    </LineIcon>
  );
}

function LanguageSelect() {
  const { t, i18n } = useTranslation('shell');
  return (
    <Select
      aria-label={t('language')}
      size="sm"
      w={76}
      allowDeselect={false}
      value={i18n.resolvedLanguage ?? 'en'}
      data={localeLanguages.map((language) => ({ value: language, label: language.toUpperCase() }))}
      onChange={(language) => {
        if (language === null) return;
        rememberLanguage(language);
        void i18n.changeLanguage(language);
      }}
    />
  );
}

function SchemeToggle() {
  const { t } = useTranslation('staff');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? t('theme.toLight') : t('theme.toDark');
  return (
    <ActionIcon variant="default" size={36} aria-label={label} title={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      <LineIcon>
        {dark ? (
          <>
            <circle cx="12" cy="12" r="4.5" />
            <path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M19 5l-1.7 1.7M6.7 17.3 5 19" />
          </>
        ) : (
          <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z" strokeLinejoin="round" />
        )}
      </LineIcon>
    </ActionIcon>
  );
}

function SignOut() {
  const { t } = useTranslation('staff');
  const queryClient = useQueryClient();
  const router = useRouter();
  const signOut = (): void => {
    void signOutHere(queryClient);
    void router.navigate({ to: '/' });
  };
  return (
    <Button variant="default" size="sm" onClick={signOut}>
      {t('signOut')}
    </Button>
  );
}
