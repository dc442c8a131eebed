-- A device of somebody that sleeps: it receives keys while no other of theirs is there, and any device that knows its secret can wake it.
create table dehydrated_device (
    user_id text collate "C" primary key references account on delete cascade,
    device_id text collate "C" not null,
    -- What is needed to wake it, encrypted by the client.
    data bytea not null,
    foreign key (user_id, device_id) references device on delete cascade
);
