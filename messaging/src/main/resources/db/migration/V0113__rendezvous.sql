-- Where two devices that log in by QR code leave messages for each other, for some minutes.
create table rendezvous (
    id text collate "C" primary key,
    payload bytea not null,
    -- Names the payload: another one with each write.
    revision text collate "C" not null,
    written bigint not null,
    expires bigint not null
);
create index rendezvous_by_age on rendezvous (expires);
