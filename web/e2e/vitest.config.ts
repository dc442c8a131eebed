import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The story cuts the power of both ministries, so it comes when nobody else needs them any more. */
class StoryLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isStory = (file: TestSpecification) => Number(file.moduleId.endsWith('/story.test.ts'));
    return [...files].sort((a, b) => isStory(a) - isStory(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/** Browser tests: a real Chromium against ministries that run already. See support/ministries.ts for how they are named. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: { concurrent: false, sequencer: StoryLast },
    bail: 0,
  },
});
