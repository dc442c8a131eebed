import { Bold, Code, Italic, Link, List, ListOrdered, Strikethrough, TextQuote, type LucideIcon } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/IconButton';
import type { Format } from './format';
import styles from './FormatBar.module.css';

const tools: [Format, LucideIcon][] = [
  ['bold', Bold], ['italic', Italic], ['strike', Strikethrough], ['link', Link], ['bullets', List], ['numbers', ListOrdered], ['quote', TextQuote], ['code', Code],
];

/** What Markdown can do, for those who do not write it. Arrow keys go from tool to tool. */
export default function FormatBar({ onFormat }: { onFormat(format: Format): void }) {
  const { t } = useTranslation();
  return (
    <Toolbar aria-label={t('composer.formatting')} className={styles.bar ?? ''}>
      {tools.map(([format, Icon]) => <IconButton key={format} size="small" label={t(`composer.format.${format}`)} onPress={() => onFormat(format)}><Icon size={16} /></IconButton>)}
    </Toolbar>
  );
}
