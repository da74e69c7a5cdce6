import { expect, test, vi } from 'vitest';
import { registerWorker } from './register-worker';

test('the browser is told of the worker', async () => {
  const register = vi.fn(() => Promise.resolve());
  await registerWorker({ serviceWorker: { register } }, true);

  expect(register).toHaveBeenCalledExactlyOnceWith('/sw.js');
});

test('the development server has no worker', async () => {
  const register = vi.fn(() => Promise.resolve());
  await registerWorker({ serviceWorker: { register } }, false);

  expect(register).not.toHaveBeenCalled();
});

test('a browser that refuses does no harm', async () => {
  const register = () => Promise.reject(new Error('private window'));

  await expect(registerWorker({ serviceWorker: { register } }, true)).resolves.toBeUndefined();
});

test('a browser without workers does no harm', async () => {
  await expect(registerWorker({}, true)).resolves.toBeUndefined();
});
