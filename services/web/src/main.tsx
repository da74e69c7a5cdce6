import './app/styles.css';
import { browserPorts } from './app/browser-ports';
import { start } from './app/start';

for (const root of document.querySelectorAll('#root')) start(root, browserPorts());
