-- While a room's state is partial, its members are not known: events go to the servers that are said to be in the room.
create function federation_partial_entered() returns trigger language plpgsql as $$
begin
    insert into federation_stay (room, server, since, joined)
    select n.room, s.server, n.entered, 0 from new_rows n, unnest(n.servers) s(server)
    where not exists (select from federation_stay stay
        where stay.room = n.room and stay.server = s.server collate "C" and stay.until is null)
    on conflict do nothing;

    insert into federation_destination (server, cursor)
    select s.server, min(n.entered) from new_rows n, unnest(n.servers) s(server) group by s.server
    on conflict do nothing;
    return null;
end $$;

-- Who turns out to have nobody there gets no more; the members' own trigger opens the stays of the others again.
create function federation_partial_filled() returns trigger language plpgsql as $$
begin
    update federation_stay stay set until = n.filled
    from new_rows n
    where n.filled is not null and stay.room = n.room and stay.until is null and stay.joined <= 0
        and not exists (select from partial_room p where p.room = n.room and p.filled is null);
    return null;
end $$;

create trigger federation_partial_entered after insert on partial_room
    referencing new table as new_rows for each statement execute function federation_partial_entered();
create trigger federation_partial_filled after update on partial_room
    referencing new table as new_rows for each statement execute function federation_partial_filled();
