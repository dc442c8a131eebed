const largest = 800;

export interface Picture { width: number; height: number; thumbnail: Blob | null; thumbnailWidth: number; thumbnailHeight: number }

/** Measures a picture, and makes a small one of it where that saves bytes. Null when the browser cannot read it. */
export async function pictureOf(file: File): Promise<Picture | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  const scale = Math.min(1, largest / Math.max(width, height));
  const picture = { width, height, thumbnailWidth: Math.round(width * scale), thumbnailHeight: Math.round(height * scale) };
  const thumbnail = scale < 1 ? await shrink(bitmap, picture.thumbnailWidth, picture.thumbnailHeight) : null;
  bitmap.close();
  return { ...picture, thumbnail: thumbnail && thumbnail.size < file.size * 0.7 ? thumbnail : null };
}

async function shrink(bitmap: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }).catch(() => null);
}
