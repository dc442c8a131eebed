/** Puts the recovery key into a text file among the downloads. */
export function downloadKey(userId: string, key: string, words: string): void {
  const url = URL.createObjectURL(new Blob([`${words}\n${userId}\n\n${key}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'colloque.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const printKey = (): void => window.print();
