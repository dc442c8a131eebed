package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive that comes with the service. */
record PostgresBinaries(Path directory) {

    private static final Map<String, String> ARCHIVE_BY_ARCHITECTURE = Map.of(
        "amd64", "postgres-linux-x86_64.txz",
        "x86_64", "postgres-linux-x86_64.txz",
        "aarch64", "postgres-linux-arm_64.txz");

    private static final Pattern SERVER_VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final Pattern JAR_VERSION = Pattern.compile("-(\\d[\\w.]*)\\.jar!");

    /** The major version, as the data of a cluster names it. */
    String majorVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program("postgres").toString(), "--version").redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            Matcher version = SERVER_VERSION.matcher(String.join(" ", output.readAllLines()));
            process.waitFor();
            if (!version.find()) {
                throw new EmbeddedPostgresException("PostgreSQL's programs in " + directory + " do not run on this machine.");
            }
            return version.group(1);
        }
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /**
     * Unpacks below {@code parent} when this version is not there yet. Two processes may do so at once; a crash leaves nothing half-unpacked under
     * the final name.
     *
     * @throws EmbeddedPostgresException on a machine for which no programs are shipped
     */
    static PostgresBinaries unpackBelow(Path parent) throws IOException {
        String archive = archiveForThisMachine();
        Path directory = parent.resolve("postgresql-" + versionOf(archive));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(parent);
            Path unpacking = Files.createTempDirectory(parent, "unpacking-");
            unpack(archive, unpacking);
            moveIntoPlace(unpacking, directory);
        }
        return new PostgresBinaries(directory);
    }

    private static String archiveForThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String archive = ARCHIVE_BY_ARCHITECTURE.get(System.getProperty("os.arch"));
        if (!system.equals("linux") || archive == null) {
            throw new EmbeddedPostgresException("There is no embedded PostgreSQL for this machine (" + system + ", "
                + System.getProperty("os.arch") + "): set quarkus.datasource.reactive.url, quarkus.datasource.jdbc.url, "
                + "quarkus.datasource.username and quarkus.datasource.password to a PostgreSQL of your own.");
        }
        return archive;
    }

    /** Names the folder, so that a new version unpacks beside the old one. */
    private static String versionOf(String archive) {
        var resource = PostgresBinaries.class.getClassLoader().getResource(archive);
        if (resource == null) {
            throw new EmbeddedPostgresException("The service's jar files are incomplete, " + archive + " is missing: install them again.");
        }
        Matcher version = JAR_VERSION.matcher(resource.toString());
        return version.find() ? version.group(1) : "bundled";
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive);
             var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpackEntry(InputStream content, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void moveIntoPlace(Path unpacked, Path directory) throws IOException {
        try {
            Files.move(unpacked, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException lostTheRace) {
            if (!Files.isDirectory(directory)) {
                throw lostTheRace;
            }
        }
    }
}
