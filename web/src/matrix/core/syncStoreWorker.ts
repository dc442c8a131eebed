import { IndexedDBStoreWorker } from 'matrix-js-sdk/lib/store/indexeddb-store-worker';

const worker = new IndexedDBStoreWorker(self.postMessage.bind(self) as InstanceType<typeof Worker>['postMessage']);
self.onmessage = worker.onMessage;
