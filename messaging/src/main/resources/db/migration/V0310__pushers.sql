-- Where people want to be told of what notifies them. Spec: client-server-api, "Push Notifications".
create table pusher (
    user_id text collate "C" not null,
    app_id text collate "C" not null,
    pushkey text collate "C" not null,
    device_id text collate "C" not null,
    app_display_name text not null,
    device_display_name text not null,
    profile_tag text,
    lang text not null,
    data bytea not null,
    changed bigint not null,
    -- Up to where notifications were pushed, and the count of unread ones that was told last.
    position bigint not null,
    badge bigint not null,
    -- Grows with each reason to push; done is what it was when everything was pushed last.
    due bigint not null default 0,
    done bigint not null default 0,
    -- After a failure: when to try again (milliseconds since the epoch), and the wait that this was.
    retry_at bigint not null default 0,
    wait bigint not null default 0,
    -- Until then one node pushes, and no other.
    leased_until bigint not null default 0,
    primary key (user_id, app_id, pushkey),
    foreign key (user_id, device_id) references device on delete cascade
);
create index pusher_by_device on pusher (user_id, device_id);
create index pusher_by_key on pusher (app_id, pushkey);
create index pusher_that_is_due on pusher (retry_at) where due > done;

-- What notifies people who have pushers, until it is pushed, read or a day old. Written by the counter of unread events.
create table push_notification (
    user_id text collate "C" not null,
    position bigint not null,
    room_id text collate "C" not null,
    event_id text collate "C" not null,
    thread_id text collate "C" not null,
    sender text collate "C" not null,
    tweaks bytea not null,
    ts bigint not null,
    primary key (user_id, position)
);
create index push_notification_by_age on push_notification (ts);
