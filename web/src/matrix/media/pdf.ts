import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

const width = 640;
const longest = 6_000;

GlobalWorkerOptions.workerSrc = workerUrl;

/** A picture of the first page, as wide as a card shows it, or null when it takes too long or cannot be read. */
export async function firstPage(file: File): Promise<ImageBitmap | null> {
  const task = getDocument({ data: await file.arrayBuffer(), verbosity: 0, enableXfa: false, stopAtErrors: false });
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), longest));
  const draw = async () => {
    const page = await (await task.promise).getPage(1);
    const { width: natural } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: width / natural });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.min(Math.round(viewport.height), 4 * width);
    await page.render({ canvas, viewport, background: 'white' }).promise;
    return createImageBitmap(canvas);
  };
  try {
    return await Promise.race([draw(), late]);
  } catch {
    return null;
  } finally {
    void task.destroy();
  }
}
