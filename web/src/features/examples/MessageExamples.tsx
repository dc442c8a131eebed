import { TimelineContext } from '@/features/timeline/timelineContext';
import { TimelineRow } from '@/features/timeline/TimelineRow';
import { Example } from './Example';
import styles from './ExamplesPage.module.css';
import { exampleConversation, exampleItems } from './messages';

const nothing = { conversation: exampleConversation, actions: null as never, jump: async () => undefined, confirmDevice: () => undefined };

/** Messages in all their states. */
export function MessageExamples() {
  return (
    <Example name="Messages">
      <div className={styles.timeline}>
        <TimelineContext value={nothing}>
          {exampleItems.map((item) => <TimelineRow key={item.key} item={item} marked={item.key === 'marked' ? 'marked' : null} />)}
        </TimelineContext>
      </div>
    </Example>
  );
}
