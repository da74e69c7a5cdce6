import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { installBrowser } from './browser';

beforeEach(installBrowser);
afterEach(cleanup);
