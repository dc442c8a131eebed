package org.colloque.messaging.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the pool of connections so that each keeps its statements prepared and planned. Of itself the client keeps short statements
 * only, and PostgreSQL plans those anew whose parameters are arrays; either costs more than running the statement.
 */
@Singleton
public class KeptStatements implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> databases = new ArrayList<>();
        for (PgConnectOptions options : input.pgConnectOptionsList()) {
            databases.add(options.setPreparedStatementCacheSqlFilter(sql -> true).addProperty("plan_cache_mode", "force_generic_plan"));
        }
        return PgBuilder.pool().with(input.poolOptions()).connectingTo(databases).using(input.vertx()).build();
    }
}
