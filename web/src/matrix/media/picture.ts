const largest = 800;

export interface Small { blob: Blob; width: number; height: number }

/** How a file looks before it is there: its size in pixels when it is a picture, a small picture of it, and a blur of that in some letters. */
export interface Picture { width: number; height: number; small: Small | null; blurhash: string }

const isPdf = (file: File): boolean => file.type === 'application/pdf';

/** Measures a picture, or draws a document's first page, and makes a small one of it where that saves bytes. Null when neither can be done. */
export async function pictureOf(file: File): Promise<Picture | null> {
  const bitmap = await (isPdf(file) ? import('./pdf').then(({ firstPage }) => firstPage(file)) : createImageBitmap(file)).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  const scale = Math.min(1, largest / Math.max(width, height));
  const small = scale < 1 || isPdf(file) ? await shrink(bitmap, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))) : null;
  const blurhash = await blurOf(bitmap).catch(() => '');
  bitmap.close();
  return { width, height, blurhash, small: small && (isPdf(file) || small.blob.size < file.size * 0.7) ? small : null };
}

async function shrink(bitmap: ImageBitmap, width: number, height: number): Promise<Small | null> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }).catch(() => null);
  return blob && { blob, width, height };
}

async function blurOf(bitmap: ImageBitmap): Promise<string> {
  const scale = 32 / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) return '';
  context.drawImage(bitmap, 0, 0, width, height);
  const { encode } = await import('blurhash');
  return encode(context.getImageData(0, 0, width, height).data, width, height, 4, 3);
}
