package org.colloque.messaging.sync.hibernate;

/** The statements of {@link HibernateRoomFactStore}. */
final class RoomFactSql {

    static final String ACTIVITY = """
            select w.room, e.position from unnest($1::bigint[]) as w(room)
            cross join lateral (
                select v.position from event v where v.room = w.room and v.position is not null order by v.position desc limit 1) e""";

    static final String LAST_OF = """
            select w.room, e.position from unnest($1::bigint[]) as w(room)
            cross join lateral (
                select v.position from event v join slot s on s.id = v.slot
                where v.room = w.room and v.position is not null and s.type = any($2) order by v.position desc limit 1) e""";

    /** Most creations of rooms tell no type: they need not be read. */
    static final String TRAITS = """
            with k as (
                select max(id) filter (where type = 'm.room.create') as creation, max(id) filter (where type = 'm.room.encryption') as encryption,
                    max(id) filter (where type = 'm.room.name') as name
                from slot where type in ('m.room.create', 'm.room.encryption', 'm.room.name') and state_key = '')
            select w.room, case when convert_from(v.json, 'utf8') like '%"type":%"type":%' then v.json end, c.event is not null, n.json,
                case when v.id is null then (select t.state from stripped_state t where t.room = w.room limit 1) end
            from unnest($1::bigint[]) as w(room) cross join k
            left join current_state b on b.room = w.room and b.slot = k.creation left join event v on v.id = b.event
            left join current_state c on c.room = w.room and c.slot = k.encryption
            left join current_state a on a.room = w.room and a.slot = k.name left join event n on n.id = a.event""";

    /** Slots that are named, and those that match where something is left open; what changed above a position. */
    static final String CURRENT = """
            with w as (select * from unnest($1::bigint[], $2::bigint[]) with ordinality as w(room, above, i)),
            q as (select * from unnest($3::bigint[], $4::text[], $5::text[], $6::boolean[]) as q(i, type, state_key, members)),
            named as (
                select w.i, w.room, s.id as slot, w.above from q join w on w.i = q.i join slot s on s.type = q.type and s.state_key = q.state_key
                where q.type is not null and q.state_key is not null
                union all
                select w.i, w.room, s.id, '%d'::bigint from unnest($7::bigint[], $8::text[]) as l(i, member) join w on w.i = l.i
                join slot s on s.type = 'm.room.member' and s.state_key = l.member),
            open as (
                select w.i, w.room, w.above from w
                where exists (select from q where q.i = w.i and (q.type is null or q.state_key is null))),
            found as (
                select n.i, c.event, c.slot, n.above from named n join current_state c on c.room = n.room and c.slot = n.slot
                union all
                select o.i, c.event, c.slot, o.above from open o join current_state c on c.room = o.room join slot s on s.id = c.slot
                where exists (
                    select from q where q.i = o.i and (q.type is null or q.state_key is null) and (q.type is null or q.type = s.type)
                        and (q.state_key is null or q.state_key = s.state_key) and (q.members or s.type <> 'm.room.member'))),
            once as (select i, event, min(slot) as slot, min(above) as above from found group by i, event)
            select f.i, %s
            from once f join event e on e.id = f.event join room r on r.id = e.room left join event rb on rb.id = e.redacted_by
            where f.above = '%d'::bigint or e.position > f.above
                or exists (select from state_change x where x.room = e.room and x.slot = f.slot and x.position > f.above)
            order by f.i""".formatted(Long.MIN_VALUE, SyncSql.EVENT, Long.MIN_VALUE);

    private RoomFactSql() {
    }
}
