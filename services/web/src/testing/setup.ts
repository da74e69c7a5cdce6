import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { installBrowser } from './browser';

configure({ asyncUtilTimeout: 4000 }); // a busy machine takes its time
beforeEach(installBrowser);
afterEach(cleanup);
