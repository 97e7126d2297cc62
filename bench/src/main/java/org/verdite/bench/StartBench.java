package org.verdite.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// To the first page on existing data, and resident memory with the database. Five starts after a first one that made
/// the data; the median counts. The program is the one that `./verdite bench start` has built, else its classes.
final class StartBench {

    private StartBench() {}

    static Map<String, Object> run() throws Exception {
        try (var installation = Installation.fresh(false, program())) {
            long first = installation.start();
            waitForDemonstration(installation);
            installation.stop();
            long[] times = new long[5];
            double resident = 0;
            for (int i = 0; i < times.length; i++) {
                times[i] = installation.start();
                resident = installation.residentMiB();
                installation.stop();
            }
            Arrays.sort(times);
            var figures = new LinkedHashMap<String, Object>();
            figures.put("firstStartMs", first);
            figures.put("startMs", times[times.length / 2]);
            figures.put("fastestMs", times[0]);
            figures.put("slowestMs", times[times.length - 1]);
            figures.put("residentMiB", resident);
            figures.put("aotCache", program().getFirst().startsWith("-XX:AOTCache"));
            return figures;
        }
    }

    private static List<String> program() {
        String built = System.getenv("VERDITE_PROGRAM");
        if (built == null) {
            return Installation.fromClasses();
        }
        Path jar = Path.of(built);
        Path cache = jar.resolveSibling("verdite.aot");
        return Files.exists(cache)
                ? List.of("-XX:AOTCache=" + cache, "-XX:+UseSerialGC", "-Xmx1g", "-jar", jar.toString())
                : List.of("-XX:+UseSerialGC", "-Xmx1g", "-jar", jar.toString());
    }

    static void waitForDemonstration(Installation installation) throws Exception {
        try (var connection = installation.superuser();
                var sql = connection.createStatement()) {
            for (int i = 0; i < 600; i++) {
                try (var rs = sql.executeQuery("""
                        select exists (select from demonstration.load where ended_at is not null)""")) {
                    rs.next();
                    if (rs.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(500);
            }
        }
        throw new IllegalStateException("the demonstration was not loaded in five minutes");
    }
}
