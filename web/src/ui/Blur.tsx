import { decode, isBlurhashValid } from 'blurhash';
import { useEffect, useRef } from 'react';
import styles from './Blur.module.css';

const side = 24;

/** What a picture roughly looks like, in its place until it is there. */
export default function Blur({ hash }: { hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !isBlurhashValid(hash).result) return;
    context.putImageData(new ImageData(new Uint8ClampedArray(decode(hash, side, side)), side, side), 0, 0);
  }, [hash]);
  return <canvas ref={canvas} width={side} height={side} className={styles.blur} aria-hidden />;
}
