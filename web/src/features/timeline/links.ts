import { Live } from '@/matrix/core/live';

type Tokenise = typeof import('linkifyjs').tokenize;

/** The finder of links comes after the first view: until then a text is shown without them, of the same length. */
export const linkFinder = new Live<Tokenise | null>(null);

let asked = false;

export const mayHaveLinks = (text: string): boolean => /\S[.@]\S/.test(text);

export function askForLinkFinder(): void {
  if (asked) return;
  asked = true;
  void import('linkifyjs').then(({ tokenize }) => linkFinder.set(tokenize), () => { asked = false; });
}
