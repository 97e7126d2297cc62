package org.verdite.monitoring.register;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.written.Names;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.Ranked;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// What the registers hold, as the lines of a workbook name it. Called inside transactions.
@Component
class RegisterRows {

    record Site(int id, int unit) {}

    record Point(
            int id,
            int facility,
            LocalText name,
            String kind,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            String body,
            String receivingClass,
            String source,
            String licence,
            LocalDate from,
            @Nullable LocalDate to,
            int version) {}

    /// @param parameters codes of what it measures, sorted
    record Instrument(
            int id,
            String maker,
            String model,
            String serial,
            List<String> parameters,
            LocalDate from,
            @Nullable LocalDate to,
            String note,
            int version) {}

    record Permit(
            long id,
            LocalText name,
            String authority,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            int version) {}

    record Limit(
            long revision,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            @Nullable BigDecimal warning,
            int minimum,
            String clause,
            LocalDate from,
            @Nullable LocalDate to) {}

    /// @param unit in which it is measured; whatever else it is written in has to become that
    record Parameter(String code, LocalText name, String unit) {}

    private final JdbcClient jdbc;

    RegisterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Site> site(String code) {
        return jdbc.sql("select id, unit_id from organisation.pub_site where upper(code) = upper(:code)")
                .param("code", code)
                .query((rs, _) -> new Site(rs.getInt(1), rs.getInt(2)))
                .optional();
    }

    Optional<Integer> facility(int site, String code) {
        return jdbc.sql("select id from organisation.pub_facility where site_id = :site and upper(code) = upper(:code)")
                .param("site", site)
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional();
    }

    Optional<Point> point(int site, String code) {
        return jdbc.sql("select * from monitoring.point where site_id = :site and upper(code) = upper(:code)")
                .param("site", site)
                .param("code", code)
                .query((rs, _) -> new Point(
                        rs.getInt("id"),
                        rs.getInt("facility_id"),
                        Json.text(rs.getString("name")),
                        rs.getString("kind"),
                        rs.getBigDecimal("latitude"),
                        rs.getBigDecimal("longitude"),
                        rs.getString("receiving_body"),
                        rs.getString("receiving_class"),
                        rs.getString("data_source"),
                        rs.getString("data_licence"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getInt("version")))
                .optional();
    }

    Optional<Instrument> instrument(int point, String code) {
        return jdbc.sql("""
                        select i.*, array(select r.parameter_code from monitoring.instrument_range r where r.instrument_id = i.id order by 1) as parameters
                        from monitoring.instrument i where i.point_id = :point and upper(i.code) = upper(:code)""")
                .param("point", point)
                .param("code", code.strip())
                .query((rs, _) -> new Instrument(
                        rs.getInt("id"),
                        rs.getString("maker"),
                        rs.getString("model"),
                        rs.getString("serial"),
                        List.of((String[]) rs.getArray("parameters").getArray()),
                        rs.getObject("service_from", LocalDate.class),
                        rs.getObject("service_to", LocalDate.class),
                        rs.getString("note"),
                        rs.getInt("version")))
                .optional();
    }

    List<Permit> permits(int site, String code) {
        return jdbc.sql("""
                        select * from obligations.pub_limit_set where side = 'PERMIT' and upper(code) = upper(:code) and (site_id = :site or facility_id in (
                          select id from organisation.pub_facility where site_id = :site)) order by id""")
                .param("site", site)
                .param("code", code)
                .query((rs, _) -> new Permit(
                        rs.getLong("id"),
                        Json.text(rs.getString("name")),
                        rs.getString("authority"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("source"),
                        rs.getInt("version")))
                .list();
    }

    /// A parameter by its code or by any name it is known under.
    Optional<Parameter> parameter(String written) {
        return jdbc.sql("""
                        select q.code, q.name, q.unit from monitoring.parameter q where upper(q.code) = :name
                          or q.code = (select a.parameter_code from monitoring.parameter_alias a where a.alias = :name) limit 1""")
                .param("name", Names.normal(written))
                .query((rs, _) -> new Parameter(rs.getString(1), Json.text(rs.getString(2)), rs.getString(3)))
                .optional();
    }

    /// The steps of one limit that are in force, earliest first.
    List<Limit> limits(NewLimit limit) {
        return jdbc.sql("""
                        select * from obligations.pub_limit where set_id = :set and parameter_code = :parameter and fraction = :fraction
                          and statistic = :statistic and ranked = :ranked and operator = :operator and point_code = :point and point_class = :class and kind = :kind
                          and superseded_at is null order by valid_from""")
                .param("set", limit.set())
                .param("parameter", limit.parameter())
                .param("fraction", limit.fraction())
                .param("statistic", limit.statistic())
                .param("ranked", Ranked.text(limit.window().ranked()))
                .param("operator", limit.operator().name())
                .param("point", limit.pointCode())
                .param("class", limit.pointClass())
                .param("kind", limit.kind().name())
                .query((rs, _) -> limit(rs))
                .list();
    }

    private static Limit limit(ResultSet rs) throws SQLException {
        return new Limit(
                rs.getLong("revision"),
                rs.getBigDecimal("lower"),
                rs.getBigDecimal("upper"),
                rs.getString("unit"),
                rs.getBigDecimal("warning_share"),
                rs.getInt("minimum_number"),
                rs.getString("clause"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class));
    }
}
