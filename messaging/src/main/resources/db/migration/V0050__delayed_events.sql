-- Events that clients want sent later (MSC4140). All times are milliseconds since the epoch.
create table delayed_event (
    -- Whoever knows it may restart, cancel or send the event: 256 random bits.
    delay_id text collate "C" primary key,
    room_id text collate "C" not null,
    sender text collate "C" not null,
    device_id text collate "C" not null,
    -- Of the client's request; null for state, which has none.
    transaction_id text collate "C",
    type text collate "C" not null,
    -- Null for messages.
    state_key text collate "C",
    content text not null,
    delay bigint not null,
    -- When the delay began, or began again.
    scheduled_at bigint not null,
    -- When it is to be sent; null once it is finalised.
    due bigint,
    -- A node is sending it and has until then; a later one may take over after that.
    claimed_until bigint not null default 0,
    attempts integer not null default 0,
    finalised bigint,
    -- What became of it: an event, an error (as JSON), or neither: cancelled.
    event_id text collate "C",
    error text
);
create unique index delayed_event_by_transaction on delayed_event (sender, device_id, room_id, transaction_id)
    where transaction_id is not null;
create index delayed_event_by_due on delayed_event (due) where due is not null;
create index delayed_event_by_sender on delayed_event (sender, due) where due is not null;
create index delayed_event_by_finalised on delayed_event (finalised) where finalised is not null;
