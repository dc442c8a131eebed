const marks = /\p{M}/gu;
const between = /[^\p{L}\p{N}]+/u;

export const plain = (text: string): string => text.normalize('NFD').replace(marks, '').toLocaleLowerCase();

const wordsOf = (text: string): string[] => plain(text).split(between).filter(Boolean);

/** Whether each word of the search begins a word of the name: "lea" finds Léa, not colleague. */
export function matches(name: string, search: string): boolean {
  const words = wordsOf(name);
  return plain(search).split(/\s+/).filter(Boolean).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Whether the two differ by one slip at most: a letter more, less, wrong, or two the wrong way round. */
function slipped(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.length === restB.length) {
    const turned = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
    return turned || restA.slice(1) === restB.slice(1);
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
}

function closenessOf(word: string, wanted: string): number {
  if (word === wanted) return 4;
  if (word.startsWith(wanted)) return 3;
  if (wanted.length < 4) return 0;
  const beginnings = [wanted.length - 1, wanted.length, wanted.length + 1].map((length) => word.slice(0, length));
  return beginnings.some((beginning) => slipped(beginning, wanted)) ? 1 : 0;
}

/** How well the name fits what was typed, forgiving accents and one slip in a word; 0 when it does not. */
export function closeness(name: string, search: string): number {
  const words = wordsOf(name);
  let sum = 0;
  for (const wanted of wordsOf(search)) {
    const best = Math.max(0, ...words.map((word, index) => closenessOf(word, wanted) + (index === 0 ? 0.5 : 0)).filter((score) => score >= 1));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

const before = 24;

/** One line of the text that begins shortly before the first word that was searched for. */
export function excerpt(text: string, search: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const [wanted = ''] = wordsOf(search);
  const at = [...line.matchAll(/[\p{L}\p{N}]+/gu)].find(([word]) => plain(word).startsWith(wanted))?.index ?? 0;
  if (at <= before) return line;
  const start = line.indexOf(' ', at - before) + 1;
  return `…${line.slice(start > at ? at : start)}`;
}
