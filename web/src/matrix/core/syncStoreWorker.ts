import { IndexedDBStoreWorker } from 'matrix-js-sdk/lib/indexeddb-worker';

const worker = new IndexedDBStoreWorker(self.postMessage.bind(self) as InstanceType<typeof Worker>['postMessage']);
self.onmessage = worker.onMessage;
