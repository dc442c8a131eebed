import { create } from 'zustand';

interface Place { left: number; top: number; width: number; height: number }

/** Where the stage docks, when the conversation of the call is seen; else it floats. */
export const useStagePlace = create<{ dock: Place | null; height: number; large: boolean }>(() => ({ dock: null, height: 0, large: false }));

export const setDock = (dock: Place | null): void => {
  const before = useStagePlace.getState().dock;
  const same = before && dock && before.left === dock.left && before.top === dock.top && before.width === dock.width && before.height === dock.height;
  if (!same && before !== dock) useStagePlace.setState({ dock });
};
