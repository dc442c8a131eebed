import { Lock, LockOpen, ShieldAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './TrustMark.module.css';

export type TrustKind = 'encrypted' | 'open' | 'unencrypted' | 'unverified';

const icons: Record<TrustKind, LucideIcon> = { encrypted: Lock, open: LockOpen, unencrypted: LockOpen, unverified: ShieldAlert };

/** How well a conversation is protected: always an icon and a word. */
export function TrustMark({ kind }: { kind: TrustKind }) {
  const { t } = useTranslation();
  const Icon = icons[kind];
  return <span className={`${styles.mark} ${styles[kind]}`}><Icon size={13} aria-hidden />{t(`trust.${kind}`)}</span>;
}
