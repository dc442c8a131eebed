-- Entries of the current state that changed without an event of their own arriving: by state resolution, or because another
-- server told the state after a gap. Each has a position of the log, taken by the append that moved the head.
create table state_change (
    position bigint primary key,
    room bigint not null,
    slot bigint not null,
    -- The event that stands there now; 0 when the slot is empty.
    event bigint not null,
    -- For members: the membership that clients were told of before, and that of now.
    member_before text,
    member_now text
);
create index state_change_by_room on state_change (room, position);

-- Whether something is missing before an event of the log.
create index backward_extremity_by_child on backward_extremity (child);
