import type { Account } from '../core/account';
import { decryptAttachment } from './attachment';
import type { MediaSource } from '../timeline/types';

const kept = 120;

/** Fetches and decrypts files, and keeps the latest of them as object URLs for the length of the visit. */
export class Downloads {
  private readonly urls = new Map<string, Promise<string>>();

  constructor(private readonly account: Account) {}

  /** The bytes of the file, decrypted and checked. Progress is told in bytes received. */
  async blob(source: MediaSource, onProgress?: (received: number) => void): Promise<Blob> {
    const response = await this.request(this.account.client.mxcUrlToHttp(source.url, undefined, undefined, undefined, false, true, true));
    const data = await this.read(response, onProgress);
    const plain = source.encryption ? await decryptAttachment(data, source.encryption) : data;
    return new Blob([plain], { type: source.mimeType });
  }

  /** An object URL for the file, shared by all who show it. */
  url(source: MediaSource): Promise<string> {
    return this.remember(source.url, async () => URL.createObjectURL(await this.blob(source)));
  }

  /** An object URL for a picture of at most this size, made by the service. Not for encrypted files. */
  thumbnail(mxc: string, size: number): Promise<string> {
    return this.remember(`${mxc}@${size}`, async () => {
      const http = this.account.client.mxcUrlToHttp(mxc, size, size, 'crop', false, true, true);
      return URL.createObjectURL(await (await this.request(http)).blob());
    });
  }

  clear(): void {
    for (const url of this.urls.values()) void url.then(URL.revokeObjectURL, () => undefined);
    this.urls.clear();
  }

  private remember(key: string, make: () => Promise<string>): Promise<string> {
    const known = this.urls.get(key);
    if (known) return known;
    const made = make();
    this.urls.set(key, made);
    made.catch(() => this.urls.delete(key));
    for (const [oldest, url] of this.urls) {
      if (this.urls.size <= kept) break;
      this.urls.delete(oldest);
      void url.then((old) => setTimeout(() => URL.revokeObjectURL(old), 60_000), () => undefined);
    }
    return made;
  }

  private async request(http: string | null): Promise<Response> {
    if (!http) throw new Error('not a media address');
    const response = await this.account.tokens.fetch(http, { headers: { Authorization: 'Bearer' } });
    if (!response.ok) throw new Error(`the service answered ${response.status}`);
    return response;
  }

  private async read(response: Response, onProgress?: (received: number) => void): Promise<ArrayBuffer> {
    if (!onProgress || !response.body) return response.arrayBuffer();
    let received = 0;
    const counted = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onProgress((received += chunk.byteLength));
        controller.enqueue(chunk);
      },
    }));
    return new Response(counted).arrayBuffer();
  }
}
