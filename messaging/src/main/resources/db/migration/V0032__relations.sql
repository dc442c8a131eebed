-- What events say of how they relate to others. See docs/building.md, "Relations".

-- The JSON of stored bytes, for reading it in SQL; null for what PostgreSQL cannot hold as jsonb, such as the character NUL.
create function json_of(bytes bytea) returns jsonb language plpgsql immutable as $$
begin
    return convert_from(bytes, 'utf8')::jsonb;
exception when others then
    return null;
end $$;

-- One row for each accepted event of a timeline whose content.m.relates_to names another event with a rel_type. Gone when that event is redacted.
create table relation (
    room bigint not null,
    -- The event that is related to; it need not be held.
    target text collate "C" not null,
    rel_type text collate "C" not null,
    child bigint not null,
    -- The position of the child.
    position bigint not null,
    sender bigint not null,
    -- Of an annotation.
    key text collate "C",
    -- False for what breaks the rules of its rel_type by itself: a replacement without m.new_content.
    applies boolean not null,
    primary key (room, child)
);
create index relation_by_target on relation (room, target, rel_type, position);
create index relation_by_thread on relation (room, position) where rel_type = 'm.thread';

insert into relation (room, target, rel_type, child, position, sender, key, applies)
select e.room, j.relates ->> 'event_id', j.relates ->> 'rel_type', e.id, e.position, e.sender,
    case when jsonb_typeof(j.relates -> 'key') = 'string' then j.relates ->> 'key' end,
    j.relates ->> 'rel_type' <> 'm.replace' or j.event ->> 'type' = 'm.room.encrypted' or j.event -> 'content' ? 'm.new_content'
from event e
cross join lateral (select json_of(e.json) as event) p
cross join lateral (select p.event, p.event -> 'content' -> 'm.relates_to' as relates) j
where e.status = 0 and e.position is not null and position(convert_to('"m.relates_to"', 'utf8') in e.json) > 0
    and jsonb_typeof(j.relates -> 'event_id') = 'string' and jsonb_typeof(j.relates -> 'rel_type') = 'string'
    and j.relates ->> 'event_id' like '$_%' and octet_length(j.relates ->> 'event_id') <= 255
    and octet_length(j.relates ->> 'rel_type') between 1 and 255;
