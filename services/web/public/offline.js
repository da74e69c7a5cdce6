globalThis.addEventListener('online', () => globalThis.location.reload());
