import DOMPurify from 'dompurify';

/** Spec: client-server-api, "m.room.message msgtypes", the allowed HTML. Pictures are left out: nothing is loaded from elsewhere. */
const tags = [
  'del', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'p', 'a', 'ul', 'ol', 'sup', 'sub', 'li', 'b', 'i', 'u', 'strong', 'em', 's', 'code',
  'hr', 'br', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption', 'pre', 'span', 'details', 'summary',
];
const options = {
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: ['href', 'start', 'class'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|matrix|ftp|magnet):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};
const forOthers = DOMPurify();
const forHere = DOMPurify();

forHere.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'PRE') node.setAttribute('tabindex', '0');
  if (node.tagName !== 'A') return;
  const person = /^https:\/\/matrix\.to\/#\/(@[^?]+|%40[^?]+)/.exec(node.getAttribute('href') ?? '');
  if (person) node.setAttribute('data-person', decodeURIComponent(person[1]!));
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noreferrer noopener');
});

/** HTML that leaves, by the allow-list. */
export const sanitise = (html: string): string => forOthers.sanitize(html, options);

/**
 * Message HTML from others, made safe by the allow-list, and fit to be shown: people are marked, links open elsewhere. Where the browser has
 * trusted types it is one: the page's policy shows nothing else.
 */
export const sanitiseToShow = (html: string): string => forHere.sanitize(html, { ...options, RETURN_TRUSTED_TYPE: true }) as unknown as string;
