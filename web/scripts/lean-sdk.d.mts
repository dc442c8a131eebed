import type { Plugin } from 'vite';

export function leanSdk(): Plugin;
