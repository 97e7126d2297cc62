package org.verdite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an earlier run left in a cluster: a server that still runs, or only the note that one did. The number in that
/// note may by now be that of any other program, which must neither be stopped nor keep us from starting.
final class LeftOver {

    private final Path cluster;

    private LeftOver(Path cluster) {
        this.cluster = cluster;
    }

    static LeftOver of(Path cluster) {
        return new LeftOver(cluster);
    }

    /// The noted process is a PostgreSQL of this very cluster.
    boolean runs() {
        try {
            if (!Files.exists(note())) {
                return false;
            }
            var lines = Files.readAllLines(note());
            String first = lines.isEmpty() ? "" : lines.getFirst().strip();
            return first.matches("\\d{1,18}")
                    && ProcessHandle.of(Long.parseLong(first))
                            .filter(this::isOurs)
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /// PostgreSQL refuses to start while the noted number belongs to anybody, so the note goes; but never while a
    /// process of a killed server is still ending, for that is what the note protects from.
    void forget() throws IOException {
        if (ProcessHandle.allProcesses().noneMatch(p -> isOurs(p) || worksHere(p))) {
            Files.deleteIfExists(note());
        }
    }

    private Path note() {
        return cluster.resolve("postmaster.pid");
    }

    private boolean isOurs(ProcessHandle process) {
        var info = process.info();
        return info.command()
                        .filter(command ->
                                Path.of(command).getFileName().toString().startsWith("postgres"))
                        .isPresent()
                && info.commandLine()
                        .filter(line -> line.contains(cluster.toString()))
                        .isPresent();
    }

    /// Every process of a server works in its cluster; only Linux tells.
    private boolean worksHere(ProcessHandle process) {
        try {
            return Path.of("/proc", Long.toString(process.pid()), "cwd")
                    .toRealPath()
                    .equals(cluster.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
