package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How to run PostgreSQL, which refuses to run as root, when the service itself runs as root.
 *
 * @param prefix the command words that come before PostgreSQL's own; they replace themselves by it, so the process id is PostgreSQL's
 * @param owner  the account that has to own the folder, or null when it is right as it is
 */
record Unprivileged(List<String> prefix, String owner) {

    private static final String ROOT = "root";
    private static final String NOBODY = "nobody";

    /**
     * The ways are: as we are, when that is not root; in a user namespace of its own, where root's files stay readable; as {@code nobody}.
     *
     * @throws EmbeddedPostgresException when this machine allows none of them
     */
    static Unprivileged forThisProcess(Path folder) throws IOException {
        var session = works(List.of("setsid", "true")) ? List.of("setsid") : List.<String>of();
        if (!isRoot()) {
            return new Unprivileged(session, null);
        }
        if (works(List.of("unshare", "-U", "true"))) {
            return new Unprivileged(joined(session, List.of("unshare", "-U")), ROOT);
        }
        var group = String.valueOf(Files.getAttribute(folder, "unix:gid"));
        var asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + group, "--clear-groups");
        if (works(joined(asNobody, List.of("test", "-x", folder.toAbsolutePath().getParent().toString())))) {
            return new Unprivileged(joined(session, asNobody), NOBODY);
        }
        throw new EmbeddedPostgresException("PostgreSQL does not run as root, and this machine allows neither a user namespace (unshare -U) nor the "
            + "account nobody (setpriv) in " + folder + ": start the service as an ordinary user, or set colloque.data-directory to a folder "
            + "that every account may enter.");
    }

    List<String> command(Path program, List<String> arguments) {
        return joined(joined(prefix, List.of(program.toString())), arguments);
    }

    /** Gives the folder and all that is in it to the account that will run PostgreSQL. */
    void own(Path folder) throws IOException {
        if (owner == null) {
            return;
        }
        UserPrincipal account = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(account)) {
                    Files.setAttribute(file, "posix:owner", account, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
