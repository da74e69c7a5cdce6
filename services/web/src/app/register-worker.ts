/** A browser, as much of it as we use; it has no workers where the page is not safe. */
export interface Browser {
  readonly serviceWorker?: { register(path: string): Promise<unknown> };
}

/** Has the browser look after the worker; the development server has none. */
export async function registerWorker(browser: Browser, isBuilt: boolean): Promise<void> {
  if (!isBuilt) return;
  await browser.serviceWorker?.register('/sw.js').catch(() => undefined); // a browser may refuse
}
