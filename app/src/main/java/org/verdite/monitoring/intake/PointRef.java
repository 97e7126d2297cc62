package org.verdite.monitoring.intake;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A place of the file, and the point it stands for.
final class PointRef {

    final String name;
    final int id;
    final int unit;
    final ZoneId zone;
    /// As people call it: `SITE/POINT`.
    final String label;
    final boolean leftOut;

    /// The first day, since 1970-01-01, on which it was given up.
    long closed = Long.MAX_VALUE;

    /// The sample whose number the file gives for its place, as it stands on the bottle.
    @Nullable String sample;

    @Nullable SeriesRef[] series = {};

    PointRef(String name, int id, int unit, ZoneId zone, String label, boolean leftOut) {
        this.name = name;
        this.id = id;
        this.unit = unit;
        this.zone = zone;
        this.label = label;
        this.leftOut = leftOut;
    }

    static PointRef leftOut(String name) {
        return new PointRef(name, 0, 0, java.time.ZoneOffset.UTC, "", true);
    }
}
