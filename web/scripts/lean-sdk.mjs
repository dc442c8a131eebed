const standIn = new URL('../src/matrix/lean/unused.ts', import.meta.url).pathname;
const unused = /(webrtc\/(call|callEventHandler|groupCallEventHandler|groupCall|mediaHandler)|sliding-sync-sdk|matrixrtc\/MatrixRTCSessionManager|models\/MSC3089TreeSpace)\.js$/;

/** Leaves out of the bundle what the SDK's client brings along and this client never uses: a quarter of its weight. */
export const leanSdk = () => ({
  name: 'lean-sdk',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'unhomoglyph') return standIn;
    return importer?.endsWith('/matrix-js-sdk/lib/client.js') && unused.test(source) ? standIn : null;
  },
});
