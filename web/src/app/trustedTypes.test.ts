import { expect, it } from 'vitest';
import { ownScript } from './trustedTypes';

it('a worker may come from this server only', () => {
  expect(ownScript('/assets/worker.js')).toBe('/assets/worker.js');
  expect(() => ownScript('https://elsewhere.example/worker.js')).toThrow(TypeError);
  expect(() => ownScript('data:text/javascript,alert(1)')).toThrow(TypeError);
});
