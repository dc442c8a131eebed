import { marked } from 'marked';
import { escape } from './content';

const renderer = new marked.Renderer();
renderer.html = ({ text }) => escape(text);
renderer.image = ({ text, href }) => escape(text || href);

/** Markdown as HTML; HTML that was typed stays text, and nothing is embedded. */
export const markdown = (text: string): string => marked.parse(text, { async: false, gfm: true, breaks: true, renderer }).trim();
