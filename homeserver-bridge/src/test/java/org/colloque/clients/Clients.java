package org.colloque.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.colloque.bridge.appservice.BridgeRegistration;
import org.colloque.product.Ministries;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;

/** Two ministries' services, and programs on them that use Matrix clients which are not ours. */
public final class Clients {

    private static final int LONGEST_SECONDS = 180;

    private final Ministries ministries;

    private Clients(Ministries ministries) {
        this.ministries = ministries;
    }

    /** The arguments: programs, each with its interpreter before it. Each is played with two people of its own. */
    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("colloque-clients");
        boolean well;
        try (var ministries = Ministries.below(folder)) {
            ministries.first().set("colloque.application-services", Files.writeString(folder.resolve("bridge.yaml"),
                BridgeRegistration.irc(ServiceProcess.freePort())).toString());
            ministries.start();
            var clients = new Clients(ministries);
            well = IntStream.range(0, arguments.length / 2).mapToObj(at -> clients.run(arguments[2 * at], Path.of(arguments[2 * at + 1]), folder))
                .reduce(true, Boolean::logicalAnd);
        } finally {
            delete(folder);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run(String interpreter, Path program, Path folder) {
        String name = program.getFileName().toString().replaceFirst("\\..*", "");
        Person alice = ministries.first().register("alice-" + name);
        Person bob = ministries.second().register("bob-" + name);
        long start = System.nanoTime();
        int code = play(List.of(interpreter, program.toString(), alice.api().address().toString(), alice.userId(), bob.api().address().toString(),
            bob.userId(), alice.password(), folder.resolve(name).toString()));
        System.out.printf("%-8s %-60s %5.1f s%n", code == 0 ? "ok" : "FAILED", name.replace('_', ' '),
            (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
        return code == 0;
    }

    private static int play(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return 1;
            }
            return process.exitValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
