import './app/styles.css';
import { start } from './app/start';

for (const root of document.querySelectorAll('#root')) {
  start(root, {
    fetch: (path, init) => window.fetch(path, init),
    events: (path) => new EventSource(path),
    now: () => new Date(),
    store: window.localStorage,
  });
}
