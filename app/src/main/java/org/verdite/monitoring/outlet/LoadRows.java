package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.ResultsSpan;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// The tables of loads. Nothing is overwritten.
@Component
class LoadRows {

    private static final String SUPERSEDE =
            " set superseded_at = verdite.now(), superseded_by = verdite.who() where superseded_at is null and ";

    record Outlet(int id, UnitId unit, String kind, ZoneId zone) {}

    record Rule(int id, NewLoadRule says) {}

    /// A load to be stored.
    record Figure(
            String kind,
            @Nullable BigDecimal kilograms,
            @Nullable BigDecimal cubicMetres,
            String why,
            int present,
            int filled,
            int needed,
            int results,
            int notDetected,
            int leftOut,
            @Nullable LoadRule rule,
            @Nullable Integer ruleId,
            @Nullable Integer concentration,
            @Nullable Integer flow,
            @Nullable BigDecimal original,
            String originalUnit,
            String source,
            String note) {}

    private final JdbcClient jdbc;

    LoadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Outlet outlet(int point) {
        return jdbc.sql("select id, unit_id, kind, time_zone from monitoring.point where id = :id")
                .param("id", point)
                .query((rs, _) -> new Outlet(
                        rs.getInt("id"),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getString("kind"),
                        ZoneId.of(rs.getString("time_zone"))))
                .optional()
                .orElseThrow(() -> new NotHere("point " + point));
    }

    boolean parameter(String code) {
        return jdbc.sql("select exists (select from monitoring.parameter where code = :code)")
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    /// The rule of a parameter at an outlet: its own, else that of all.
    Optional<Rule> rule(int point, String parameter) {
        return rules(point).stream()
                .filter(r ->
                        r.says().parameter().isEmpty() || r.says().parameter().equals(parameter))
                .findFirst();
    }

    /// Those of one parameter first.
    List<Rule> rules(int point) {
        return jdbc.sql(
                        "select * from monitoring.load_rule where point_id = :point and superseded_at is null order by parameter_code desc")
                .param("point", point)
                .query((rs, _) -> new Rule(
                        rs.getInt("id"),
                        new NewLoadRule(
                                point,
                                rs.getString("parameter_code"),
                                new LoadRule(
                                        LoadRule.Method.valueOf(rs.getString("method")),
                                        LoadRule.Gap.valueOf(rs.getString("gap")),
                                        LoadRule.NonDetect.valueOf(rs.getString("non_detect"))),
                                (Integer) rs.getObject("flow_point_id"),
                                rs.getBigDecimal("apart"),
                                rs.getString("counts"),
                                rs.getString("reason"))))
                .list();
    }

    void state(UnitId unit, NewLoadRule rule) {
        jdbc.sql("update monitoring.load_rule" + SUPERSEDE + "point_id = :point and parameter_code = :parameter")
                .param("point", rule.point())
                .param("parameter", rule.parameter())
                .update();
        jdbc.sql("""
                        insert into monitoring.load_rule (unit_id, point_id, parameter_code, method, gap, non_detect, flow_point_id, apart, counts, reason)
                        values (:unit, :point, :parameter, :method, :gap, :nonDetect, :flow, :apart, :counts, :reason)""")
                .param("unit", unit.value())
                .param("point", rule.point())
                .param("parameter", rule.parameter())
                .param("method", rule.rule().method().name())
                .param("gap", rule.rule().gap().name())
                .param("nonDetect", rule.rule().nonDetect().name())
                .param("flow", rule.flowPoint(), Types.INTEGER)
                .param("apart", rule.apart())
                .param("counts", rule.counts())
                .param("reason", rule.reason())
                .update();
    }

    void choose(UnitId unit, int point, String parameter, YearMonth month, String counts, String reason) {
        jdbc.sql("update monitoring.load_choice" + SUPERSEDE
                        + "point_id = :point and parameter_code = :parameter and month = :month")
                .param("point", point)
                .param("parameter", parameter)
                .param("month", month.atDay(1))
                .update();
        jdbc.sql("""
                        insert into monitoring.load_choice (unit_id, point_id, parameter_code, month, counts, reason)
                        values (:unit, :point, :parameter, :month, :counts, :reason)""")
                .param("unit", unit.value())
                .param("point", point)
                .param("parameter", parameter)
                .param("month", month.atDay(1))
                .param("counts", counts)
                .param("reason", reason)
                .update();
    }

    /// Two computations of one outlet wait for each other.
    void hold(int point) {
        jdbc.sql("select pg_advisory_xact_lock(734203, :point) is null")
                .param("point", point)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    Optional<StoredLoad> standing(int point, String parameter, YearMonth month, String kind) {
        return jdbc.sql("""
                        select * from monitoring.load where point_id = :point and parameter_code = :parameter and month = :month and kind = :kind
                          and superseded_at is null""")
                .param("point", point)
                .param("parameter", parameter)
                .param("month", month.atDay(1))
                .param("kind", kind)
                .query((rs, _) -> StoredLoad.read(rs, ""))
                .optional();
    }

    void store(UnitId unit, int point, String parameter, YearMonth month, Figure f) {
        jdbc.sql("update monitoring.load" + SUPERSEDE
                        + "point_id = :point and parameter_code = :parameter and month = :month and kind = :kind")
                .param("point", point)
                .param("parameter", parameter)
                .param("month", month.atDay(1))
                .param("kind", f.kind())
                .update();
        boolean derived = f.rule() != null;
        jdbc.sql("""
                        insert into monitoring.load (unit_id, point_id, parameter_code, month, kind, kilograms, cubic_metres, why, present, filled, needed,
                          results, not_detected, left_out, method, gap, non_detect, rule_id, concentration_series, flow_series, original,
                          original_unit, source, note)
                        values (:unit, :point, :parameter, :month, :kind, :kilograms, :volume, :why, :present, :filled, :needed, :results, :below,
                          :out, :method, :gap, :nonDetect, :rule, :concentration, :flow, :original, :originalUnit, :source, :note)""")
                .param("unit", unit.value())
                .param("point", point)
                .param("parameter", parameter)
                .param("month", month.atDay(1))
                .param("kind", f.kind())
                .param("kilograms", f.kilograms(), Types.NUMERIC)
                .param("volume", f.cubicMetres(), Types.NUMERIC)
                .param("why", f.why())
                .param("present", derived ? f.present() : null, Types.INTEGER)
                .param("filled", derived ? f.filled() : null, Types.INTEGER)
                .param("needed", derived ? f.needed() : null, Types.INTEGER)
                .param("results", derived ? f.results() : null, Types.INTEGER)
                .param("below", derived ? f.notDetected() : null, Types.INTEGER)
                .param("out", derived ? f.leftOut() : null, Types.INTEGER)
                .param("method", f.rule() == null ? null : f.rule().method().name(), Types.VARCHAR)
                .param("gap", f.rule() == null ? null : f.rule().gap().name(), Types.VARCHAR)
                .param(
                        "nonDetect",
                        f.rule() == null ? null : f.rule().nonDetect().name(),
                        Types.VARCHAR)
                .param("rule", f.ruleId(), Types.INTEGER)
                .param("concentration", f.concentration(), Types.INTEGER)
                .param("flow", f.flow(), Types.INTEGER)
                .param("original", f.original(), Types.NUMERIC)
                .param("originalUnit", f.originalUnit())
                .param("source", f.source())
                .param("note", f.note())
                .update();
    }

    record Touched(int point, String parameter, YearMonth month) {}

    /// Outlets, parameters and months that the results of an intake belong to, of any for 0; those of a flow touch
    /// every parameter of the outlets that take it.
    List<Touched> touched(int intake, ResultsSpan span) {
        return jdbc.sql("""
                        with months as (
                          select distinct s.point_id, s.parameter_code,
                            cast(date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone)) as date) as month
                          from monitoring.result r join monitoring.series s on s.id = r.series_id join monitoring.point p on p.id = s.point_id
                          where (:intake = 0 or r.intake_id = :intake) and r.series_id = any(:series) and r.started between :from and :to)
                        select m.point_id, m.parameter_code, m.month from months m where m.parameter_code <> all(:flows)
                        union
                        select s.point_id, s.parameter_code, m.month from months m
                        join monitoring.series s on s.parameter_code <> all(:flows) and (s.point_id = m.point_id
                          or exists (select from monitoring.load_rule r where r.point_id = s.point_id and r.flow_point_id = m.point_id
                            and r.superseded_at is null))
                        where m.parameter_code = any(:flows)
                        order by 1, 2, 3""")
                .param("intake", intake)
                .param("series", span.series().toArray(Integer[]::new))
                .param("from", span.from().atOffset(java.time.ZoneOffset.UTC))
                .param("to", span.to().atOffset(java.time.ZoneOffset.UTC))
                .param("flows", OutletSeries.FLOWS.toArray(String[]::new))
                .query((rs, _) -> touched(rs.getInt(1), rs.getString(2), rs.getObject(3, LocalDate.class)))
                .list();
    }

    /// All months of an outlet that have results, of every parameter or of one.
    List<Touched> all(int point, String parameter) {
        return jdbc.sql("""
                        select distinct s.point_id, s.parameter_code,
                          cast(date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone)) as date) as month
                        from monitoring.result r join monitoring.series s on s.id = r.series_id join monitoring.point p on p.id = s.point_id
                        where s.point_id = :point and (:parameter = '' or s.parameter_code = :parameter) and s.parameter_code <> all(:flows)
                        order by 1, 2, 3""")
                .param("point", point)
                .param("parameter", parameter)
                .param("flows", OutletSeries.FLOWS.toArray(String[]::new))
                .query((rs, _) -> touched(rs.getInt(1), rs.getString(2), rs.getObject(3, LocalDate.class)))
                .list();
    }

    private static Touched touched(int point, String parameter, LocalDate month) {
        return new Touched(point, parameter, YearMonth.from(month));
    }

    /// Whether any of the series stands where a flow is measured, or its rule says where.
    boolean concerned(List<Integer> series) {
        return jdbc.sql("""
                        select exists (select from monitoring.series s where s.id = any(:series) and (
                          exists (select from monitoring.series f where f.point_id = s.point_id and f.parameter_code = any(:flows))
                          or exists (select from monitoring.load_rule r where r.superseded_at is null and s.point_id in (r.point_id, r.flow_point_id))))""")
                .param("series", series.toArray(Integer[]::new))
                .param("flows", OutletSeries.FLOWS.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }
}
