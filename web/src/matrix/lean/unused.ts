/**
 * Stands in for parts of the SDK that this client does not use: its one-to-one calls and call sessions (calls are Element Call's), its sliding
 * sync, its file trees, and its table of look-alike letters (names are shown with the administration beside them).
 */
export const supportsMatrixCall = (): boolean => false;
export const createNewMatrixCall = (): null => null;
export const DEFAULT_TREE_POWER_LEVELS_TEMPLATE = {};

class Unused {
  start(): void {}

  stop(): void {}
}

export {
  Unused as CallEventHandler, Unused as GroupCall, Unused as GroupCallEventHandler, Unused as MatrixRTCSessionManager, Unused as MediaHandler,
  Unused as MSC3089TreeSpace, Unused as SlidingSyncSdk,
};

export default (text: string): string => text;
