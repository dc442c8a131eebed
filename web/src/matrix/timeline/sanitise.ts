import DOMPurify from 'dompurify';

/** Spec: client-server-api, "m.room.message msgtypes", the allowed HTML. Pictures are left out: nothing is loaded from elsewhere. */
const tags = [
  'del', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'p', 'a', 'ul', 'ol', 'sup', 'sub', 'li', 'b', 'i', 'u', 'strong', 'em', 's', 'code',
  'hr', 'br', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption', 'pre', 'span', 'details', 'summary',
];
const purifier = DOMPurify();

purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  const person = /^https:\/\/matrix\.to\/#\/(@[^?]+|%40[^?]+)/.exec(node.getAttribute('href') ?? '');
  if (person) node.setAttribute('data-person', decodeURIComponent(person[1]!));
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noreferrer noopener');
});

/** Message HTML from others, made safe by an allow-list. */
export const sanitise = (html: string): string =>
  purifier.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'start', 'class', 'target', 'rel', 'data-person'],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|matrix|ftp|magnet):/i,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
