import { Hash } from 'lucide-react';
import styles from './Avatar.module.css';

interface AvatarProps {
  /** Decides the hue. */
  id: string;
  name: string;
  url: string | null;
  size?: number;
  square?: boolean;
}

const hueOf = (id: string): number => {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return sum % 12;
};

const initialsOf = (name: string): string => {
  const words = name.replace(/[^\p{L}\p{N}\s.-]/gu, ' ').split(/[\s.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
};

/** A picture, else initials on a hue of their own. Names stand beside it, so it is silent. */
export function Avatar({ id, name, url, size = 36, square }: AvatarProps) {
  const initials = initialsOf(name);
  return (
    <span
      className={`${styles.avatar} ${square ? styles.square : ''}`} data-hue={hueOf(id)} aria-hidden
      style={{ width: size, height: size, fontSize: Math.round(size * (initials.length > 1 ? 0.37 : 0.42)) }}
    >
      {url ? <img src={url} alt="" className={styles.image} /> : initials || <Hash size={size / 2} />}
    </span>
  );
}
