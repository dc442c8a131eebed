const patience = 60_000;

/** Waits for something that must come to pass, and gives what it gave. */
export async function until(what, so) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await so();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${patience / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** For what must be so at once. */
export function expect(what, so) {
  if (!so) throw new Error(`not so: ${what}`);
}
