package org.verdite.monitoring;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Results of some series between two moments, both included, as the argument of a job carries them.
public record ResultsSpan(Instant from, Instant to, List<Integer> series) {

    /// `2026-03-01T00:00:00Z 2026-03-31T00:00:00Z 7,12`
    public String text() {
        return from + " " + to + " " + series.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    public static ResultsSpan read(String text) {
        String[] words = text.split(" ");
        return new ResultsSpan(
                Instant.parse(words[0]),
                Instant.parse(words[1]),
                Arrays.stream(words[2].split(",")).map(Integer::valueOf).toList());
    }
}
