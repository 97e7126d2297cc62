package org.verdite.shared.units;

import java.util.Map;
import java.util.Optional;

/// Shares of a whole: per cent, per mille, parts per million and finer.
final class Shares {

    private record Share(String shown, Kind kind, long of) {}

    private static final Map<String, Share> SHARES = Map.of(
            "%", new Share("%", Kind.PERCENT, 1),
            "percent", new Share("%", Kind.PERCENT, 1),
            "%saturatn", new Share("%", Kind.PERCENT, 1),
            "ppm", new Share("ppm", Kind.PPM, 1),
            "ppb", new Share("ppb", Kind.PPM, 1_000),
            "ppt", new Share("ppt", Kind.PPM, 1_000_000));

    private Shares() {}

    static Optional<Written> read(String text) {
        var share = SHARES.get(text);
        return share == null
                ? Optional.empty()
                : Optional.of(new Written(
                        share.shown(),
                        share.kind(),
                        share.of() == 1 ? Spelling.ONE : Spelling.ONE.divide((double) share.of()),
                        null,
                        false));
    }
}
