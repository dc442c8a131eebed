import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '@/app/preferences';
import { applyTheme, currentTheme, type Theme } from '@/app/theme';
import { LanguageChoice } from '@/ui/LanguageChoice';
import { Segments } from '@/ui/Segments';
import styles from './settings.module.css';

const themes: Theme[] = ['system', 'light', 'dark'];

export function AppearanceSettings() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(currentTheme());
  const enterSends = usePreferences((state) => state.enterSends);
  return (
    <>
      <section className={styles.setting}>
        <h2>{t('settings.theme')}</h2>
        <Segments<Theme> label={t('settings.theme')} value={theme} options={themes.map((id) => ({ id, label: t(`settings.${id}`) }))} onChange={(chosen) => { setTheme(chosen); applyTheme(chosen); }} />
      </section>
      <section className={styles.setting}>
        <h2>{t('common.language')}</h2>
        <LanguageChoice />
      </section>
      <section className={styles.setting}>
        <h2>{t('settings.enter')}</h2>
        <Segments<'send' | 'break'>
          label={t('settings.enter')} value={enterSends ? 'send' : 'break'} onChange={(chosen) => setPreference({ enterSends: chosen === 'send' })}
          options={[{ id: 'send', label: t('settings.enterSends') }, { id: 'break', label: t('settings.enterBreaks') }]}
        />
        <p className={styles.hint}>{t(enterSends ? 'settings.enterSendsHint' : 'settings.enterBreaksHint')}</p>
      </section>
    </>
  );
}
