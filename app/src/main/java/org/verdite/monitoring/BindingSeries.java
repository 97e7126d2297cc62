package org.verdite.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.obligations.Limit;

/// What of a series decides which limits bind to it. A value is judged only against limits of its own statistic,
/// fraction and basis, at the place the limit names.
record BindingSeries(
        int id,
        Place place,
        ZoneId zone,
        String parameter,
        String fraction,
        String basis,
        String ownFraction,
        String ownBasis,
        String statistic,
        String mode,
        String unit,
        String part) {

    static final String SELECT = """
            select s.id, p.site_id, p.facility_id, p.code, p.kind, p.receiving_class, p.time_zone, s.parameter_code, s.fraction, s.basis,
              q.fraction as own_fraction, q.basis as own_basis, s.statistic, s.mode, s.unit, s.part
            from monitoring.series s
            join monitoring.point p on p.id = s.point_id
            join monitoring.parameter q on q.code = s.parameter_code""";

    /// Where a point lies and what it is, as limits name it.
    record Place(int site, int facility, String code, String kind, String receivingClass) {

        static Place read(ResultSet rs) throws SQLException {
            return new Place(
                    rs.getInt("site_id"),
                    rs.getInt("facility_id"),
                    rs.getString("code"),
                    rs.getString("kind"),
                    rs.getString("receiving_class"));
        }

        boolean names(Limit limit) {
            return (limit.site() == null || limit.site() == site)
                    && (limit.facility() == null || limit.facility().value() == facility)
                    && (limit.pointCode().isEmpty() || limit.pointCode().equals(code))
                    && ofClass(limit.pointClass())
                    // a limit that names no place at all binds nowhere
                    && (limit.site() != null
                            || limit.facility() != null
                            || !limit.pointClass().isEmpty());
        }

        /// Whether another limit stands here instead of an adopted one.
        boolean isExcept(Limit.Except except) {
            return (except.facility() == null || except.facility() == facility)
                    && (except.pointCode().isEmpty() || except.pointCode().equals(code))
                    && ofClass(except.pointClass());
        }

        /// `OUTFALL` names a kind of point, `SURFACE_WATER:III` a kind and its class.
        private boolean ofClass(String wanted) {
            if (wanted.isEmpty()) {
                return true;
            }
            int colon = wanted.indexOf(':');
            return colon < 0
                    ? wanted.equals(kind)
                    : wanted.substring(0, colon).equals(kind)
                            && wanted.substring(colon + 1).equals(receivingClass);
        }
    }

    static BindingSeries read(ResultSet rs) throws SQLException {
        return new BindingSeries(
                rs.getInt("id"),
                Place.read(rs),
                ZoneId.of(rs.getString("time_zone")),
                rs.getString("parameter_code"),
                rs.getString("fraction"),
                rs.getString("basis"),
                rs.getString("own_fraction"),
                rs.getString("own_basis"),
                rs.getString("statistic"),
                rs.getString("mode"),
                rs.getString("unit"),
                rs.getString("part"));
    }

    boolean accepts(Limit limit) {
        return place.names(limit)
                && limit.parameter().equals(parameter)
                && sameSubstance(limit)
                && sameStatistic(limit.statistic())
                && part.equals(Cut.of(limit).text());
    }

    /// Whether a limit speaks of means of this series' values, which have to be put together first.
    boolean derives(Limit limit) {
        return place.names(limit)
                && limit.parameter().equals(parameter)
                && sameSubstance(limit)
                && PeriodMean.of(limit.statistic())
                        .filter(mean -> limit.ranked() == null
                                ? mean.from(statistic)
                                : gives(limit.ranked().parts()))
                        .isPresent();
    }

    /// Whether the values that are put in order are there, or can be put together.
    private boolean gives(String parts) {
        return sameStatistic(parts)
                || PeriodMean.of(parts).filter(mean -> mean.from(statistic)).isPresent();
    }

    /// An empty fraction or basis means the parameter's own: "total copper" carries its fraction in its code.
    private boolean sameSubstance(Limit limit) {
        return or(limit.fraction(), ownFraction).equals(or(fraction, ownFraction))
                && or(limit.basis(), ownBasis).equals(or(basis, ownBasis));
    }

    /// INSTANT speaks of any single value, SAMPLE of one that was sampled, not of an instrument's.
    private boolean sameStatistic(String wanted) {
        return switch (wanted) {
            case "INSTANT" -> statistic.equals("VALUE");
            case "SAMPLE" -> statistic.equals("VALUE") && !mode.equals("ONLINE");
            default -> statistic.equals(wanted);
        };
    }

    private static String or(String given, String own) {
        return given.isEmpty() ? own : given;
    }

    /// Message key of the reason why a limit binds to none of a point's series.
    static String whyNot(Limit limit, List<BindingSeries> series) {
        var same = series.stream()
                .filter(s -> s.parameter().equals(limit.parameter()))
                .toList();
        if (same.isEmpty()) {
            return "monitoring.unbound.parameter";
        }
        if (same.stream().noneMatch(s -> s.sameSubstance(limit))) {
            return "monitoring.unbound.fraction";
        }
        return same.stream().noneMatch(s -> s.sameStatistic(limit.statistic()))
                ? "monitoring.unbound.statistic"
                : "monitoring.unbound.unit";
    }
}
