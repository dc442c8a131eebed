import { useTranslation } from 'react-i18next';
import { changeLanguage, languages, type Language } from '@/app/i18n';
import { Segments } from './Segments';

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <Segments<Language>
      label={t('common.language')}
      value={i18n.language as Language}
      options={Object.entries(languages).map(([id, label]) => ({ id: id as Language, label }))}
      onChange={(language) => void changeLanguage(language)}
    />
  );
}
