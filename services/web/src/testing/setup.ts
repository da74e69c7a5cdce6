import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { installBrowser } from './browser';

configure({ asyncUtilTimeout: 5000 }); // a busy machine is slow, not wrong
beforeEach(installBrowser);
afterEach(cleanup);
