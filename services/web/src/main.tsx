import './app/styles.css';
import { browserPorts } from './app/browser-ports';
import { registerWorker } from './app/register-worker';
import { start } from './app/start';

for (const root of document.querySelectorAll('#root')) start(root, browserPorts());
void registerWorker(navigator, import.meta.env.PROD);
