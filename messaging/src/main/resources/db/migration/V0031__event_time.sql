-- Where in a room's timeline a time lies.
create index event_by_time on event (room, origin_server_ts, position) where position is not null;
