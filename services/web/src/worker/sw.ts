import { installOffline, type WorkerScope } from './offline';

installOffline(self as unknown as WorkerScope);
