package org.colloque.messaging.todevice.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.messaging.todevice.ToDeviceOutbox;
import org.colloque.messaging.todevice.ToDeviceSend;
import org.colloque.messaging.todevice.ToDeviceStore;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Messages to devices in PostgreSQL. Devices are locked before positions are taken: whoever deletes a device does the same. */
@ApplicationScoped
class HibernateToDeviceStore implements ToDeviceStore, ToDeviceOutbox {

    private static final String SEND = """
            with first_time as (
                insert into to_device_transaction values ($1, $2, $3, $4) on conflict do nothing returning 1
            ), targets as materialized (
                select d.user_id, d.device_id, w.message
                from unnest($5::text[], $6::text[], $7::bytea[]) as w (user_id, device_id, message)
                join device d on d.user_id = w.user_id and (w.device_id = '*' or d.device_id = w.device_id)
                where exists (select from first_time)
                order by d.user_id, d.device_id
                for key share of d
            ), numbered as materialized (
                select *, row_number() over () as n from (
                    select user_id as who, device_id, message from targets
                    union all
                    select destination, null, content from unnest($8::text[], $9::bytea[]) as o (destination, content)
                    where exists (select from first_time)) as everything
            ), base as materialized (
                select next_positions(count(*)::int) as first from numbered having count(*) > 0
            ), kept as (
                insert into to_device_message (position, user_id, device_id, message)
                select b.first + n - 1, who, device_id, message from numbered, base b where device_id is not null
            ), outgoing as (
                insert into to_device_outbox (position, destination, content)
                select b.first + n - 1, who, message from numbered, base b where device_id is null
            )
            select pg_notify('colloque_stream', '') from base""";

    private final Database database;

    HibernateToDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> send(ToDeviceSend send, long now) {
        ToDeviceSend.Transaction transaction = send.transaction();
        return database.query(SEND, transaction.sender(), transaction.device(), transaction.id(), now,
                send.local().stream().map(local -> local.user().value()).toArray(String[]::new),
                send.local().stream().map(ToDeviceSend.Local::device).toArray(String[]::new),
                send.local().stream().map(ToDeviceSend.Local::message).toArray(byte[][]::new),
                send.remote().stream().map(remote -> remote.destination().value()).toArray(String[]::new),
                send.remote().stream().map(ToDeviceSend.Remote::content).toArray(byte[][]::new)).replaceWithVoid();
    }

    @Override
    public Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit) {
        return database.query("""
                select position, message from to_device_message
                where user_id = $1 and device_id = $2 and position > $3 and position <= $4 order by position limit $5""",
                user.value(), device.value(), after, upTo, limit)
                .map(rows -> rows.stream().map(row -> new Message(row.longAt(0), row.bytes(1))).toList());
    }

    @Override
    public Uni<Void> delete(UserId user, DeviceId device, long upTo) {
        return database.update("delete from to_device_message where user_id = $1 and device_id = $2 and position <= $3",
                user.value(), device.value(), upTo).replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetTransactions(long before) {
        return database.update("delete from to_device_transaction where created < $1", before).replaceWithVoid();
    }

    @Override
    public Uni<List<Entry>> read(ServerName destination, long after, int limit) {
        return database.query("""
                select position, content from to_device_outbox where destination = $1 and position > $2
                order by position limit $3""", destination.value(), after, limit)
                .map(rows -> rows.stream().map(row -> new Entry(row.longAt(0), row.bytes(1))).toList());
    }

    @Override
    public Uni<Void> delete(ServerName destination, long upTo) {
        return database.update("delete from to_device_outbox where destination = $1 and position <= $2",
                destination.value(), upTo).replaceWithVoid();
    }

    @Override
    public Uni<List<ServerName>> destinations() {
        return database.query("select distinct destination from to_device_outbox")
                .map(rows -> rows.stream().map(row -> new ServerName(row.text(0))).toList());
    }
}
