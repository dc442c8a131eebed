import { EventStatus, type MatrixClient, type MatrixEvent } from 'matrix-js-sdk';

/** Whether the message stayed here for want of a working connection; one that the server has refused stays until its author decides. */
const mayLeave = (event: MatrixEvent): boolean => {
  if (event.status !== EventStatus.NOT_SENT) return false;
  const status = event.error?.httpStatus;
  return status === undefined || status === 429 || status >= 500;
};

/** Sends again what could not leave, in the order in which it was written; what fails again waits for the next time. */
export async function sendUnsent(client: MatrixClient): Promise<void> {
  await Promise.all(client.getRooms().map(async (room) => {
    for (const event of room.getLiveTimeline().getEvents().filter(mayLeave)) {
      if (!(await client.resendEvent(event, room).then(() => true, () => false))) return;
    }
  }));
}
