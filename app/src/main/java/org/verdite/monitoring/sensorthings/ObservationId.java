package org.verdite.monitoring.sensorthings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a result is known by, in one word: series, start and end in microseconds, replicate, run and sample. It is the
/// result's identity, so it stays when the value is revised or loaded again.
record ObservationId(int series, OffsetDateTime started, OffsetDateTime ended, int replicate, int run, String sample) {

    /// The same word, made by the database; the sample in hexadecimal, since laboratories write anything.
    static final String SQL = """
        concat_ws('-', r#.series_id, cast(extract(epoch from r#.started) * 1000000 as bigint),
          cast(extract(epoch from r#.ended) * 1000000 as bigint), r#.replicate, r#.run, encode(convert_to(r#.sample, 'UTF8'), 'hex'))\
        """;

    private static final Pattern WORD =
            Pattern.compile("(\\d{1,9})-(-?\\d{1,16})-(-?\\d{1,16})-(\\d{1,4})-(\\d{1,4})-((?:[0-9a-f]{2})*)");

    static @Nullable ObservationId of(String word) {
        var m = WORD.matcher(word);
        return m.matches()
                ? new ObservationId(
                        Integer.parseInt(m.group(1)),
                        time(m.group(2)),
                        time(m.group(3)),
                        Integer.parseInt(m.group(4)),
                        Integer.parseInt(m.group(5)),
                        new String(HexFormat.of().parseHex(m.group(6)), StandardCharsets.UTF_8).replace("\0", ""))
                : null;
    }

    private static OffsetDateTime time(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
