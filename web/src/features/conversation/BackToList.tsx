import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './BackToList.module.css';

/** The way out of a place that has no header, where the list does not stand beside it. */
export function BackToList() {
  const { t } = useTranslation();
  return <Link to="/" className={styles.back}><ArrowLeft size={18} aria-hidden />{t('conversation.backToList')}</Link>;
}
