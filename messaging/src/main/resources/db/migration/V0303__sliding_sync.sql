-- What connections of sliding sync remember: the rooms that their clients have. A row is never changed; it goes once the client has come with
-- a later one. Spec: MSC4186, "Connections".
create table sliding_connection (
    user_id text collate "C" not null,
    device_id text collate "C" not null,
    connection text collate "C" not null,
    -- Rises from row to row of a connection.
    state bigint not null,
    memory bytea not null,
    primary key (user_id, device_id, connection, state),
    foreign key (user_id, device_id) references device on delete cascade
);
