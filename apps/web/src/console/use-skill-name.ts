import { useTranslation } from 'react-i18next';

const known = ['hardware', 'network', 'accounts', 'software'] as const;
const isKnown = (skill: string): skill is (typeof known)[number] => known.some((one) => one === skill);

/** Certificates a school invented itself are called what the school calls them. */
export function useSkillName(): (skill: string) => string {
  const { t } = useTranslation('console');
  return (skill) => (isKnown(skill) ? t(`skills.${skill}`) : skill);
}
