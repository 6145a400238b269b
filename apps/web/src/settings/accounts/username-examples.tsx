import { useTranslation } from 'react-i18next';

interface UsernameExamplesProps {
  readonly examples: readonly { readonly name: string; readonly username: string }[];
  readonly domain: string;
}

/** Real names beside what would become of them. */
export function UsernameExamples({ examples, domain }: UsernameExamplesProps) {
  const { t } = useTranslation('accounts');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('preview.student')}</th>
          <th scope="col">{t('preview.username')}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map(({ name, username }) => (
          <tr key={username}>
            <td>{name}</td>
            <td>
              <code className="settings-code">{domain.trim() === '' ? username : `${username}@${domain.trim()}`}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
