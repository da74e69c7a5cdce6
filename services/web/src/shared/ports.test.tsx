import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { usePorts } from './ports';

test('a component outside the app is told what it lacks', () => {
  vi.spyOn(console, 'error').mockReturnValue();

  expect(() => renderHook(usePorts)).toThrow('The app gives the ports');
});
