package org.verdite.monitoring.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.shared.units.Conversion;
import org.verdite.shared.units.Stated;
import org.verdite.shared.units.UnitTable;

/// A series that lines of the file belong to.
final class SeriesRef {

    /// How values in one unit as written become the series' unit, or why they can't.
    static final class UnitRef {
        final Conversion.@Nullable Linear conversion;
        final Conversion.@Nullable Refused problem;
        /// Exponent of ten, `Integer.MIN_VALUE` when the factor is another.
        final int power;
        long converted;

        UnitRef(Conversion conversion) {
            this.conversion = conversion instanceof Conversion.Linear linear ? linear : null;
            this.problem = conversion instanceof Conversion.Refused refused ? refused : null;
            this.power = conversion instanceof Conversion.Linear linear && linear.powerOfTen()
                    ? linear.exponent()
                    : Integer.MIN_VALUE;
        }
    }

    final PointRef point;
    final ParameterRef parameter;
    final int id;
    final String unit;
    final boolean fresh;
    private final Map<String, UnitRef> units = new HashMap<>();
    boolean limited;
    Usual usual = Usual.UNKNOWN;
    /// The months of its site that are locked.
    Set<YearMonth> locked = Set.of();
    long day = Long.MIN_VALUE;
    List<LimitLine> lines = List.of();
    long rows;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    /// The latest result, once there was one.
    @Nullable Row latest;

    /// The id of what is not stored.
    static final int NONE = 0;

    SeriesRef(PointRef point, ParameterRef parameter, int id, String unit, boolean fresh) {
        this.point = point;
        this.parameter = parameter;
        this.id = id;
        this.unit = unit;
        this.fresh = fresh;
    }

    Map<String, UnitRef> units() {
        return units;
    }

    UnitRef unit(String written) {
        var known = units.get(written);
        if (known == null) {
            known = new UnitRef(conversion(written));
            units.put(written, known);
        }
        return known;
    }

    private Conversion conversion(String written) {
        var table = UnitTable.standard();
        String from = written.isBlank() && parameter.assumed != null ? parameter.assumed : written;
        if (from.isBlank() && !(table.conversion("-", unit) instanceof Conversion.Linear)) {
            return new Conversion.Refused("ui.unit.missing", List.of(unit));
        }
        var stated = parameter.inWater ? Stated.WATER : Stated.NOTHING;
        var direct = table.conversion(from, parameter.counted(unit), stated);
        boolean bare =
                direct instanceof Conversion.Refused refused && refused.key().equals("ui.unit.basisUnstated");
        if (bare && parameter.basisStated) {
            return table.conversion(from, unit, stated);
        }
        return direct;
    }

    /// Whether the legal month of a result is locked.
    boolean waits(Row row) {
        return !locked.isEmpty()
                && locked.contains(YearMonth.from(LocalDate.ofInstant(
                        Instant.ofEpochSecond(row.started), row.dateOnly ? ZoneOffset.UTC : point.zone)));
    }

    void seen(long started) {
        rows++;
        from = Math.min(from, started);
        to = Math.max(to, started);
    }

    /// Keeps a copy of the row when none later was seen.
    void keepLatest(Row row) {
        var kept = latest;
        if (kept == null) {
            kept = new Row();
            kept.started = Long.MIN_VALUE;
            latest = kept;
        }
        if (row.started >= kept.started) {
            kept.started = row.started;
            kept.dateOnly = row.dateOnly;
            kept.value = row.value;
            kept.censor = row.censor;
            kept.level = row.level;
            kept.original = row.original;
            kept.verdict = row.verdict;
        }
    }
}
