-- People in a call whose leaving this server watches over (MSC4195): one row for each participant of a room of the SFU.
create table delegated_leave (
    sfu_room text collate "C" not null,
    identity text collate "C" not null,
    -- The delayed event that says that they have left, and its delay in milliseconds.
    delay_id text collate "C" not null,
    delay bigint not null,
    -- The session in which the SFU saw them; null while they have not been seen.
    participant text collate "C",
    -- When to look again whether they are still there; milliseconds since the epoch.
    next_check bigint not null,
    primary key (sfu_room, identity)
);
create index delegated_leave_by_check on delegated_leave (next_check);
