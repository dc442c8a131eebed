package org.colloque.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.LongStream;

/** What the homeserver's processes cost this machine, their children included; nothing when none is known. */
record Processes(Set<Long> roots) {

    private static final double TICKS_PER_SECOND = 100;
    private static final double KIB_PER_MIB = 1024;
    private static final int USER_TIME = 11;

    boolean known() {
        return !roots.isEmpty();
    }

    /** Seconds of CPU so far, of user and system, with those of children that have ended. */
    double cpuSeconds() {
        return all().mapToDouble(Processes::cpuSeconds).sum();
    }

    /** Resident memory in MiB; pages that processes share count once. */
    double residentMib() {
        return all().mapToDouble(Processes::residentKib).sum() / KIB_PER_MIB;
    }

    private LongStream all() {
        return roots.stream().flatMap(root -> ProcessHandle.of(root).stream())
            .mapMulti((ProcessHandle root, java.util.function.Consumer<ProcessHandle> found) -> {
                found.accept(root);
                root.descendants().forEach(found);
            }).mapToLong(ProcessHandle::pid).distinct();
    }

    private static double cpuSeconds(long pid) {
        String text = read(pid, "stat");
        if (text.isEmpty()) {
            return 0;
        }
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double residentKib(long pid) {
        return read(pid, "smaps_rollup").lines().filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", ""))).sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }
}
