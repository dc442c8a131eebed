package org.colloque.messaging.event.hibernate;

/** The statements about how events relate to each other. */
final class RelationSql {

    /** Who is ignored by the user $2. Spec: client-server-api, "Ignoring Users". */
    private static final String IGNORED = """
            ignored as materialized (
                select u.id from account_data a cross join lateral (select json_of(a.content) -> 'ignored_users' as users) j
                cross join lateral jsonb_object_keys(case when jsonb_typeof(j.users) = 'object' then j.users else '{}' end) k(name)
                join user_name u on u.user_id = k.name
                where a.user_id = $2 and a.room_id = '' and a.type = 'm.ignored_user_list' and k.name <> $2)""";

    private static final String CHILDREN = """
            with recursive related(id, position, event_id, depth) as (
                select c.child, c.position, e.event_id, 1 from relation c join event e on e.id = c.child
                where c.room = $1 and c.target = $2 and ($3::text is null or c.rel_type = $3)
                    and ($4::text is null or exists (select from slot s where s.id = e.slot and s.type = $4))
                union
                select c.child, c.position, e.event_id, p.depth + 1
                from related p join relation c on c.room = $1 and c.target = p.event_id join event e on e.id = c.child
                where p.depth < $8::int and ($3::text is null or c.rel_type = $3)
                    and ($4::text is null or exists (select from slot s where s.id = e.slot and s.type = $4)))
            select %s from (select distinct id, position from related where position > $5 and position <= $6) f
            join event e on e.id = f.id join room r on r.id = e.room order by f.position %s limit $7::int""";
    static final String NEWEST_CHILDREN = CHILDREN.formatted(EventMapping.COLUMNS, "desc");
    static final String OLDEST_CHILDREN = CHILDREN.formatted(EventMapping.COLUMNS, "");

    /** At most 100 references are told of. The columns after those of the event: role, parent, count, participated. */
    static final String AGGREGATES = """
            with %s,
            parent as materialized (select p.id, p.event_id, p.room, p.slot, p.sender, p.redacted_by from event p where p.id = any($1)),
            thread as materialized (
                select p.event_id as parent, l.child, n.count, n.participated from parent p
                cross join lateral (
                    select count(*) as count, coalesce(bool_or(c.sender = (select u.id from user_name u where u.user_id = $2)), false) as participated
                    from relation c where c.room = p.room and c.target = p.event_id and c.rel_type = 'm.thread'
                        and c.sender not in (select id from ignored)) n
                cross join lateral (
                    select c.child from relation c where c.room = p.room and c.target = p.event_id and c.rel_type = 'm.thread'
                        and c.sender not in (select id from ignored) order by c.position desc limit $3::int) l
                where n.count > 0),
            edited as (
                select id, event_id, room, slot, sender from parent where redacted_by is null
                union select e.id, e.event_id, e.room, e.slot, e.sender from thread t join event e on e.id = t.child),
            told as (
                select 0 as role, parent, child, count, participated from thread
                union all
                select 1, x.event_id, l.child, 0, false from edited x cross join lateral (
                    select c.child from relation c join event e on e.id = c.child
                    where c.room = x.room and c.target = x.event_id and c.rel_type = 'm.replace' and c.applies and c.sender = x.sender
                        and e.slot = x.slot and c.sender not in (select id from ignored)
                    order by e.origin_server_ts desc, e.event_id desc limit $3::int) l
                union all
                select 2, p.event_id, l.child, 0, false from parent p cross join lateral (
                    select c.child from relation c where c.room = p.room and c.target = p.event_id and c.rel_type = 'm.reference'
                        and c.sender not in (select id from ignored) order by c.position desc limit 100) l)
            select %s, t.role, t.parent, t.count, t.participated
            from told t join event e on e.id = t.child join room r on r.id = e.room""".formatted(IGNORED, EventMapping.COLUMNS);

    /** Goes through the events of threads, the newest first, and stops at those that are the newest of theirs. */
    static final String THREADS = """
            with %s
            select %s, c.position, e.sender in (select id from ignored)
            from relation c join event e on e.event_id = c.target and e.room = c.room and e.status = 0 and e.position is not null
            join room r on r.id = e.room
            where c.room = $1 and c.rel_type = 'm.thread' and c.position <= least($3::bigint, $4::bigint)
                and c.sender not in (select id from ignored)
                and not exists (
                    select from relation n where n.room = c.room and n.target = c.target and n.rel_type = 'm.thread'
                        and n.position > c.position and n.position <= $4 and n.sender not in (select id from ignored))
                and not exists (select from relation x where x.room = c.room and x.child = e.id)
                and (not $5 or e.sender = (select u.id from user_name u where u.user_id = $2) or exists (
                    select from relation m where m.room = c.room and m.target = c.target and m.rel_type = 'm.thread'
                        and m.sender = (select u.id from user_name u where u.user_id = $2)))
            order by c.position desc limit $6::int""".formatted(IGNORED, EventMapping.COLUMNS);

    static final String ANNOTATION = """
            select coalesce(t.device_id = $6 and t.transaction_id = $7, false) as same
            from relation c join user_name u on u.id = c.sender join event e on e.id = c.child join slot s on s.id = e.slot
            left join client_transaction t on t.room = c.room and t.sender = c.sender and t.event = c.child
            where c.room = $1 and c.target = $2 and c.rel_type = 'm.annotation' and c.key = $3 and u.user_id = $4 and s.type = $5
            order by same desc limit 1""";

    private RelationSql() {
    }
}
