import { tokenize } from 'linkifyjs';
import { memo, useMemo } from 'react';
import { sanitiseToShow } from '@/matrix/timeline/sanitise';
import styles from './RichText.module.css';

/** The text of a message: sanitised HTML where it has some, else plain text with its links. */
export const RichText = memo(function RichText({ text, html }: { text: string; html: string | null }) {
  const safe = useMemo(() => (html ? sanitiseToShow(html) : null), [html]);
  if (safe !== null) return <div className={styles.rich} dangerouslySetInnerHTML={{ __html: safe }} />;
  return <span className={styles.plain}>{tokenize(text).map((token, index) => (token.isLink && /^(https?|mailto):/.test(token.toHref('https'))
    ? <a key={index} href={token.toHref('https')} target="_blank" rel="noreferrer noopener">{token.toString()}</a>
    : token.toString()))}</span>;
});
