package org.verdite.ui.job;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// Why a job failed: the reason where a room refused, else a reference to quote, under which the log has the rest.
record JobFailure(String key, List<Object> args) {

    private static final Logger LOG = LoggerFactory.getLogger(JobFailure.class);
    private static final int LONGEST = 1000;

    /// As it is stored.
    static String of(Exception e, long job, String kind) {
        if (e instanceof Refused refused) {
            return stored(new JobFailure(refused.key(), List.of(refused.args())));
        }
        if (e instanceof Invalid invalid && !invalid.problems().isEmpty()) {
            var first = invalid.problems().getFirst();
            return stored(new JobFailure(first.key(), first.args()));
        }
        String reference = HexFormat.of()
                .withUpperCase()
                .toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Job {} ({}) failed, reference {}", job, kind, reference, e);
        return reference;
    }

    private static String stored(JobFailure failure) {
        String json = Json.mapper().writeValueAsString(failure);
        return json.length() > LONGEST ? "" : json;
    }

    /// Empty when nothing is known.
    static String in(Texts t, String stored) {
        if (stored.startsWith("{")) {
            var failure = Json.mapper().readValue(stored, JobFailure.class);
            return t.of(failure.key(), failure.args().toArray());
        }
        return stored.matches("[0-9A-F]{8}") ? t.of("ui.problem.reference", stored) : "";
    }
}
