package org.colloque.product.drills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Api;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: whichever a person speaks to, there is one conversation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final String NAME = "two-nodes.localhost";

    private ServiceProcess first;
    private ServiceProcess second;

    @BeforeAll
    void start(@TempDir Path folder) {
        first = new ServiceProcess(NAME, folder.resolve("first")).start();
        second = new ServiceProcess(NAME, folder.resolve("second")).onDatabaseOf(first).start();
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void aSessionOfOneNodeIsGoodOnTheOtherAndSoonItsEndIsAsWell() throws InterruptedException {
        Person louis = first.register("louis");
        Api other = second.api();
        assertEquals(200, louis.at(other).call("GET", "/_matrix/client/v3/account/whoami", null).status());
        louis.call("POST", "/_matrix/client/v3/logout", "{}").orFail();
        int status = 200;
        for (int i = 0; i < 20 && status == 200; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            status = louis.at(other).call("GET", "/_matrix/client/v3/account/whoami", null).status();
        }
        assertEquals(401, status);
    }
}
