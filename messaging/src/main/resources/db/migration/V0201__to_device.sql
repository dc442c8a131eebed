-- Messages that wait for local devices.
create table to_device_message (
    position bigint primary key,
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    message bytea not null,
    foreign key (user_id, device_id) references device on delete cascade
);
create index to_device_message_by_device on to_device_message (user_id, device_id, position);

-- Messages that wait for other servers: the content of one m.direct_to_device each.
create table to_device_outbox (
    position bigint primary key,
    destination text collate "C" not null,
    content bytea not null
);
create index to_device_outbox_by_destination on to_device_outbox (destination, position);

-- What was sent already, by transaction id of a device or by message id of another server.
create table to_device_transaction (
    sender text collate "C" not null,
    device_id text collate "C" not null,
    transaction_id text collate "C" not null,
    created bigint not null,
    primary key (sender, device_id, transaction_id)
);
create index to_device_transaction_by_age on to_device_transaction (created);
