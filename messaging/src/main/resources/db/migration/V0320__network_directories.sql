-- The rooms that application services publish in the directories of their networks.
create table network_room (
    service text collate "C" not null,
    network text collate "C" not null,
    room_id text collate "C" not null,
    primary key (service, network, room_id)
);
