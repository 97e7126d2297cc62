package org.verdite.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Runs one benchmark by its name; the last line printed is one JSON object with its figures.
public final class Bench {

    /// What a benchmark is: figures by name, in the order they are to be read.
    @FunctionalInterface
    interface Benchmark {
        Map<String, Object> run(List<String> args) throws Exception;
    }

    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "cascade", _ -> CascadeBench.run(),
            "field", _ -> FieldBench.run(),
            "history", HistoryBench::run,
            "import", ImportBench::run,
            "ledger", args -> LedgerBench.run(number(args, "--items", 200_000)),
            "pages", args -> PagesBench.run(number(args, "--results", 10_000_000)),
            "rejudge", _ -> RejudgeBench.run(),
            "scope", _ -> ScopeBench.run(),
            "start", _ -> StartBench.run(),
            "trail", TrailBench::run));

    private Bench() {}

    public static void main(String[] args) throws Exception {
        var benchmark = args.length == 0 ? null : ALL.get(args[0]);
        if (benchmark == null) {
            System.err.println("verdite: name a benchmark: " + String.join(", ", ALL.keySet()) + ".");
            System.exit(2);
            return;
        }
        var figures = benchmark.run(List.of(args).subList(1, args.length));
        System.out.println(JsonMapper.shared().writeValueAsString(figures));
    }

    /// The number after an option, or what it is without.
    static long number(List<String> args, String option, long otherwise) {
        return Long.parseLong(text(args, option, Long.toString(otherwise)));
    }

    /// The word after an option, or what it is without.
    static String text(List<String> args, String option, String otherwise) {
        int at = args.indexOf(option);
        return at < 0 || at + 1 >= args.size() ? otherwise : args.get(at + 1);
    }
}
