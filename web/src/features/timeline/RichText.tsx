import { memo, useEffect, useMemo } from 'react';
import { useLive } from '@/matrix/core/live';
import { sanitiseToShow } from '@/matrix/timeline/sanitise';
import { askForLinkFinder, linkFinder, mayHaveLinks } from './links';
import styles from './RichText.module.css';

/** The text of a message: sanitised HTML where it has some, else plain text with its links. */
export const RichText = memo(function RichText({ text, html }: { text: string; html: string | null }) {
  const safe = useMemo(() => (html ? sanitiseToShow(html) : null), [html]);
  if (safe !== null) return <div className={styles.rich} dangerouslySetInnerHTML={{ __html: safe }} />;
  return <span className={styles.plain}>{mayHaveLinks(text) ? <WithLinks text={text} /> : text}</span>;
});

function WithLinks({ text }: { text: string }) {
  const tokenise = useLive(linkFinder);
  useEffect(askForLinkFinder, []);
  if (!tokenise) return text;
  return tokenise(text).map((token, index) => (token.isLink && /^(https?|mailto):/.test(token.toHref('https'))
    ? <a key={index} href={token.toHref('https')} target="_blank" rel="noreferrer noopener">{token.toString()}</a>
    : token.toString()));
}
