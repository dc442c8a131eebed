package org.colloque.messaging.stream;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;

/** The one statement that reads all streams after a position, in order, from one snapshot of the database. */
@Singleton
class TailStatement {

    /** How many changes one reading brings at most. */
    static final int BATCH = 2_000;

    private static final String COLUMNS = "position, n1, n2, n3, n4, t1, t2, t3, t4, t5, bytes";

    private final Database database;
    private final List<TailedStream> streams;
    private final String sql;

    TailStatement(Database database, @All List<TailedStream> streams) {
        this.database = database;
        this.streams = List.copyOf(streams);
        this.sql = statement(this.streams);
    }

    Uni<List<Change>> after(long position) {
        if (streams.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.queryAside(sql, position).map(this::decode);
    }

    /** The position at or below which everything is committed. */
    Uni<Long> settled() {
        return database.queryAside("select settled_position()").map(rows -> rows.getFirst().longAt(0));
    }

    /** The limit of each stream keeps the plan on the index of positions, whatever the database thinks of how far behind we are. */
    private static String statement(List<TailedStream> streams) {
        String limit = " limit " + BATCH;
        StringBuilder sql = new StringBuilder("select stream, ").append(COLUMNS).append(" from (");
        for (int i = 0; i < streams.size(); i++) {
            sql.append(i == 0 ? "" : " union all ").append("(select ").append(i).append("::int, s").append(i).append(".* from (")
                    .append(streams.get(i).sql()).append(") s").append(i).append(" order by 2").append(limit).append(')');
        }
        return sql.append(") tail(stream, ").append(COLUMNS).append(") order by position").append(limit).toString();
    }

    private List<Change> decode(List<Row> rows) {
        List<Change> changes = new ArrayList<>(rows.size());
        for (Row row : rows) {
            changes.add(streams.get(row.intAt(0)).decode(tailRow(row)));
        }
        return changes;
    }

    private static TailRow tailRow(Row row) {
        return new TailRow(row.longAt(1), number(row, 2), number(row, 3), number(row, 4), number(row, 5),
                row.text(6), row.text(7), row.text(8), row.text(9), row.text(10), row.bytes(11));
    }

    private static Long number(Row row, int column) {
        return row.isNull(column) ? null : row.longAt(column);
    }
}
