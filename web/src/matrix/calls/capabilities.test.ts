import { expect, it } from 'vitest';
import { allowedCapabilities } from './capabilities';

const allow = (...wanted: string[]) => [...allowedCapabilities(new Set(wanted), '!here', '@u:a.fr', 'DEV')];

it('lets the call speak for its own device only', () => {
  const own = 'org.matrix.msc2762.send.state_event:org.matrix.msc3401.call.member#_@u:a.fr_DEV_m.call';
  expect(allow(own, 'org.matrix.msc2762.send.state_event:org.matrix.msc3401.call.member#_@other:a.fr_DEV_m.call')).toEqual([own]);
});

it('keeps the call to its own conversation, and away from its messages', () => {
  const here = 'org.matrix.msc2762.timeline:!here';
  expect(allow(here, 'org.matrix.msc2762.timeline:!elsewhere', 'org.matrix.msc2762.timeline:*', 'org.matrix.msc2762.receive.event:m.room.message', 'org.matrix.msc2762.send.state_event:m.room.power_levels')).toEqual([here]);
});
