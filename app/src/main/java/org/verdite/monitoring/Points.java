package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.LimitRegister;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Where and what is measured: points, their series, and the segments in which a series was measured one way.
@Component
public class Points {

    /// Kinds of point, as the table knows them.
    public static final List<String> KINDS = List.of(
            "OUTFALL",
            "WORKSHOP_OUTLET",
            "STACK",
            "BOUNDARY",
            "AMBIENT_AIR",
            "SURFACE_WATER",
            "GROUNDWATER",
            "NOISE",
            "VIBRATION",
            "SOIL",
            "WASTE",
            "FLOW",
            "WEATHER");
    /// What a series' values are: single ones, or formed over a period before they came.
    public static final List<String> STATISTICS = Stream.concat(
                    Stream.of("VALUE"), LimitRegister.PERIOD_STATISTICS.stream())
            .toList();
    public static final List<String> FRACTIONS = LimitRegister.FRACTIONS;
    public static final List<String> MODES = List.of("LABORATORY", "FIELD", "ONLINE");

    private record Facility(int unit, int site, String zone) {}

    private record Found(int id, String unit) {}

    private record Before(String receivingClass, LocalDate from) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;

    Points(JdbcClient jdbc, Access access, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
    }

    /// Adds a point and answers its id.
    @Transactional
    public int add(NewPoint point) {
        var facility = facility(point.facility());
        access.require(Permission.MONITORING_EDIT, new UnitId(facility.unit()));
        if (!KINDS.contains(point.kind())) {
            throw new Invalid("kind", "ui.form.choice");
        }
        check(point);
        String zone = zone(point.timeZone().isBlank() ? facility.zone() : point.timeZone());
        try {
            return jdbc.sql("""
                            insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, latitude, longitude, time_zone,
                              receiving_body, receiving_class, data_source, data_licence, simulated, valid_from)
                            values (:unit, :facility, :site, :code, cast(:name as jsonb), :kind, :latitude, :longitude, :zone,
                              :body, :class, :source, :licence, :simulated, coalesce(:from, date '1900-01-01')) returning id""")
                    .param("unit", facility.unit())
                    .param("facility", point.facility().value())
                    .param("site", facility.site())
                    .param("code", point.code())
                    .param("name", point.name().json())
                    .param("kind", point.kind())
                    .param("latitude", point.latitude(), java.sql.Types.NUMERIC)
                    .param("longitude", point.longitude(), java.sql.Types.NUMERIC)
                    .param("zone", zone)
                    .param("body", point.receivingBody())
                    .param("class", point.receivingClass())
                    .param("source", point.dataSource())
                    .param("licence", point.dataLicence())
                    .param("simulated", point.simulated())
                    .param("from", point.from(), java.sql.Types.DATE)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "monitoring.invalid.pointCode", point.code());
        }
    }

    private static void check(NewPoint point) {
        if (point.code().isBlank()) {
            throw new Invalid("code", "ui.form.required");
        }
        new Lengths()
                .most("code", 40, point.code())
                .most("name", 200, point.name())
                .most("receivingBody", 200, point.receivingBody())
                .most("receivingClass", 40, point.receivingClass())
                .most("dataSource", 500, point.dataSource())
                .most("dataLicence", 200, point.dataLicence())
                .check();
        within("latitude", point.latitude(), 90);
        within("longitude", point.longitude(), 180);
    }

    private static void within(String field, @Nullable BigDecimal degrees, int most) {
        if (degrees != null && degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Invalid(field, "monitoring.invalid." + field);
        }
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw new Invalid("timeZone", "monitoring.invalid.timeZone", name);
        }
    }

    private Facility facility(FacilityId id) {
        return jdbc.sql("""
                        select f.unit_id, f.site_id, s.time_zone from organisation.pub_facility f
                        join organisation.pub_site s on s.id = f.site_id where f.id = :id""")
                .param("id", id.value())
                .query((rs, _) -> new Facility(rs.getInt("unit_id"), rs.getInt("site_id"), rs.getString("time_zone")))
                .optional()
                .orElseThrow(() -> new NotHere("facility " + id));
    }

    /// The series of a point for one kind of value; made when it is not there.
    ///
    /// @param unit in which its values are kept; empty for the parameter's own
    @Transactional
    public int series(
            int point, String parameter, String fraction, String basis, String statistic, String mode, String unit) {
        int place = unitOf("monitoring.point", point);
        access.require(Permission.MONITORING_EDIT, new UnitId(place));
        new Lengths()
                .most("parameter", 40, parameter)
                .most("fraction", 20, fraction)
                .most("basis", 40, basis)
                .most("measure", 40, unit)
                .check();
        String own = jdbc.sql("select unit from monitoring.parameter where code = :code")
                .param("code", parameter)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Invalid("parameter", "monitoring.invalid.parameter", parameter));
        String wanted = unit.isBlank() ? own : unit;
        var known = find(point, parameter, fraction, basis, statistic, mode);
        if (known.isPresent()) {
            if (!known.get().unit().equals(wanted) && !unit.isBlank()) {
                throw new Refused("monitoring.refused.seriesUnit", known.get().unit());
            }
            return known.get().id();
        }
        if (!FRACTIONS.contains(fraction)) {
            throw new Invalid("fraction", "ui.form.choice");
        }
        if (!STATISTICS.contains(statistic) || !MODES.contains(mode)) {
            throw new Invalid(STATISTICS.contains(statistic) ? "mode" : "statistic", "ui.form.choice");
        }
        return jdbc.sql("""
                        insert into monitoring.series (unit_id, point_id, parameter_code, fraction, basis, statistic, mode, unit)
                        values (:place, :point, :parameter, :fraction, :basis, :statistic, :mode, :unit) returning id""")
                .param("place", place)
                .param("point", point)
                .param("parameter", parameter)
                .param("fraction", fraction)
                .param("basis", basis)
                .param("statistic", statistic)
                .param("mode", mode)
                .param("unit", wanted)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private Optional<Found> find(
            int point, String parameter, String fraction, String basis, String statistic, String mode) {
        return jdbc.sql("""
                        select id, unit from monitoring.series where point_id = :point and parameter_code = :parameter and fraction = :fraction
                          and basis = :basis and statistic = :statistic and mode = :mode and derived_from is null""")
                .param("point", point)
                .param("parameter", parameter)
                .param("fraction", fraction)
                .param("basis", basis)
                .param("statistic", statistic)
                .param("mode", mode)
                .query((rs, _) -> new Found(rs.getInt("id"), rs.getString("unit")))
                .optional();
    }

    /// From a day on the series is measured another way; the segment before ends there.
    @Transactional
    public void segment(int series, NewSegment segment) {
        int place = unitOf("monitoring.series", series);
        access.require(Permission.MONITORING_EDIT, new UnitId(place));
        new Lengths()
                .most("method", 200, segment.method())
                .most("instrument", 200, segment.instrument())
                .most("interval", 80, segment.interval())
                .most("sourceUnit", 40, segment.sourceUnit())
                .check();
        LocalDate latest = jdbc.sql("select max(valid_from) from monitoring.segment where series_id = :series")
                .param("series", series)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .list()
                .getFirst();
        if (latest != null && !segment.from().isAfter(latest)) {
            throw new Invalid("from", "monitoring.invalid.segmentFrom", latest.toString());
        }
        jdbc.sql("update monitoring.segment set valid_to = :from where series_id = :series and valid_to is null")
                .param("from", segment.from())
                .param("series", series)
                .update();
        jdbc.sql("""
                        insert into monitoring.segment (unit_id, series_id, valid_from, method, instrument, depth_m, sampling_interval, source_unit)
                        values (:unit, :series, :from, :method, :instrument, :depth, :interval, :sourceUnit)""")
                .param("unit", place)
                .param("series", series)
                .param("from", segment.from())
                .param("method", segment.method())
                .param("instrument", segment.instrument())
                .param("depth", segment.depthM(), java.sql.Types.NUMERIC)
                .param("interval", segment.interval())
                .param("sourceUnit", segment.sourceUnit())
                .update();
    }

    /// Another name or surroundings, or the day on which it was given up. Where limits name its class, another class
    /// makes others bind: its results are judged again.
    ///
    /// @param version the version that was read before
    /// @param to the first day on which nothing is measured there any more; null while something is
    @Transactional
    public void change(
            int point,
            int version,
            LocalText name,
            String receivingBody,
            String receivingClass,
            @Nullable LocalDate to) {
        var unit = new UnitId(unitOf("monitoring.point", point));
        access.require(Permission.MONITORING_EDIT, unit);
        new Lengths()
                .most("name", 200, name)
                .most("receivingBody", 200, receivingBody)
                .most("receivingClass", 40, receivingClass)
                .check();
        var before = jdbc.sql("select receiving_class, valid_from from monitoring.point where id = :id for update")
                .param("id", point)
                .query((rs, _) -> new Before(rs.getString(1), rs.getObject(2, LocalDate.class)))
                .single();
        if (to != null && !to.isAfter(before.from())) {
            throw new Invalid("to", "monitoring.invalid.pointTo");
        }
        int done = jdbc.sql("""
                        update monitoring.point set name = cast(:name as jsonb), receiving_body = :body, receiving_class = :class, valid_to = :to,
                          version = version + 1
                        where id = :id and version = :version""")
                .param("name", name.json())
                .param("body", receivingBody)
                .param("class", receivingClass)
                .param("to", to, java.sql.Types.DATE)
                .param("id", point)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("point " + point);
        }
        if (!before.receivingClass().equals(receivingClass)) {
            events.publishEvent(new PointReclassified(point, unit));
        }
    }

    private int unitOf(String table, int id) {
        return jdbc.sql("select unit_id from " + table + " where id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere(table + " " + id));
    }
}
