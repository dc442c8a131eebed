import { useTranslation } from 'react-i18next';
import { administrationOf } from '@/matrix/ids';
import { useWorkspace } from '@/matrix/hooks';
import styles from './settings.module.css';

export function AboutSettings() {
  const { t } = useTranslation();
  const { account } = useWorkspace();
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('settings.version')}</dt><dd>{__VERSION__}</dd>
        <dt>{t('settings.administration')}</dt><dd>{administrationOf(account.userId)}</dd>
        <dt>{t('settings.licence')}</dt><dd>{'EUPL-1.2'}</dd>
      </dl>
      <p><a href="/third-party-licences.txt" target="_blank" rel="noopener">{t('settings.thirdParty')}</a></p>
    </>
  );
}
