package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A mine with an outfall on a river, for tests: one unit, site, facility and point, a permit, and results.
final class River {

    private static int number;

    final JdbcClient jdbc;
    final TransactionTemplate within;
    final LimitRegister limits;
    final JudgeAgain again;
    final String code;
    int unit;
    int site;
    int facility;
    int point;

    River(JdbcClient jdbc, PlatformTransactionManager transactions, LimitRegister limits, JudgeAgain again) {
        this.jdbc = jdbc;
        this.within = new TransactionTemplate(transactions);
        this.limits = limits;
        this.again = again;
        this.code = "R" + (++number);
        run(this::build);
    }

    private void build() {
        parameter("w20122", "Total copper", "总铜", "mg/L", "TOTAL");
        unit = id("""
                insert into organisation.unit (code, name, kind, opened)
                values ('%s', '{"_":"en","en":"Mine %1$s"}', 'SITE', date '2020-01-01') returning id""".formatted(code));
        site = id("""
                insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                values (%d, '%s', '{"_":"en","en":"Mine %2$s"}', 'MINE', 'CN', 'Asia/Shanghai', 25, 100) returning id""".formatted(unit, code));
        facility = id("""
                insert into organisation.facility (site_id, unit_id, code, name, kind)
                values (%d, %d, 'F1', '{"_":"en","en":"Plant"}', 'OUTFALL') returning id""".formatted(site, unit));
        point = id("""
                insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone, receiving_class)
                values (%d, %d, %d, 'DW001', '{"_":"en","en":"Plant outfall","zh":"总排口"}', 'OUTFALL', 'Asia/Shanghai', 'III')
                returning id""".formatted(unit, facility, site));
    }

    void parameter(String code, String en, String zh, String unitOfMeasure, String fraction) {
        jdbc.sql("""
                        insert into monitoring.parameter (code, name, medium, unit, fraction) values (:code, cast(:name as jsonb), 'WATER', :unit, :fraction)
                        on conflict do nothing""")
                .param("code", code)
                .param("name", LocalText.of(en, zh, "en").json())
                .param("unit", unitOfMeasure)
                .param("fraction", fraction)
                .update();
    }

    int series(String parameter, String statistic) {
        return get(() -> id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, '%s', '%s', 'LABORATORY', 'mg/L') returning id""".formatted(unit, point, parameter, statistic)));
    }

    /// A permit with a day-mean maximum of copper, warning at 80 %; answers the limit's id.
    long permit(String code, String upper, LocalDate from) {
        return get(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(unit),
                    code,
                    LocalText.of("en", "Discharge permit " + code),
                    "Bureau",
                    new SiteId(site),
                    from,
                    ""));
            return limits.addLimit(NewLimit.permitMaximum(
                    set,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "DAY_MEAN",
                    new BigDecimal(upper),
                    "mg/L",
                    "DW001",
                    "4.2",
                    from));
        });
    }

    /// Stores day values, not yet judged: "2026-11-13" "0.34".
    void result(int series, String day, String text) {
        run(() -> {
            var started = LocalDate.parse(day).atStartOfDay().atOffset(ZoneOffset.UTC);
            jdbc.sql("select monitoring.ensure_partitions(:day, :day)")
                    .param("day", LocalDate.parse(day))
                    .query((rs, _) -> rs.getInt(1))
                    .single();
            boolean below = text.startsWith("<");
            boolean rejected = text.endsWith("R");
            double number = Double.parseDouble(text.replaceAll("[<R]", ""));
            jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, date_only, value, censor, level, original, qualifier, intake_id, line)
                            values (:series, :unit, :started, :started, true, :value, :censor, :level, :text, :qualifier, 0, 0)
                            on conflict (series_id, started, ended, sample, replicate, run) do update set value = excluded.value, original = excluded.original,
                              censor = excluded.censor, level = excluded.level, qualifier = excluded.qualifier, revision = monitoring.result.revision + 1""")
                    .param("series", series)
                    .param("unit", unit)
                    .param("started", started)
                    .param("value", below ? null : number, java.sql.Types.DOUBLE)
                    .param("censor", below ? 1 : 0)
                    .param("level", below ? number : null, java.sql.Types.DOUBLE)
                    .param("text", text.replace("R", ""))
                    .param("qualifier", rejected ? "R" : "")
                    .update();
            jdbc.sql("""
                            insert into monitoring.latest (series_id, unit_id, started, date_only, value, censor, level, original, verdict, recorded_at)
                            select series_id, unit_id, started, date_only, value, censor, level, original, verdict, verdite.now() from monitoring.result
                            where series_id = :series order by started desc limit 1
                            on conflict (series_id) do update set started = excluded.started, value = excluded.value""").param("series", series).update();
        });
    }

    void results(int series, String... dayAndText) {
        for (int i = 0; i < dayAndText.length; i += 2) {
            result(series, dayAndText[i], dayAndText[i + 1]);
        }
    }

    int judge(int series) {
        return get(() -> again.series(series, LocalDate.of(2020, 1, 1), "test"));
    }

    record Ep(int id, String number, String state, String from, String to, int results, double peak) {}

    List<Ep> episodes(int series) {
        return get(() -> jdbc.sql("select * from monitoring.exceedance where series_id = :series order by started, id")
                .param("series", series)
                .query((rs, _) -> new Ep(
                        rs.getInt("id"),
                        rs.getString("number"),
                        rs.getString("state"),
                        day(rs.getTimestamp("started").toInstant()),
                        day(rs.getTimestamp("ended").toInstant()),
                        rs.getInt("results"),
                        rs.getDouble("peak")))
                .list());
    }

    private static String day(Instant instant) {
        return instant.toString().substring(5, 10);
    }

    int id(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    <T> T get(Supplier<T> work) {
        return Scope.system("test").get(() -> within.execute(_ -> work.get()));
    }

    void run(Runnable work) {
        Scope.system("test").run(() -> within.executeWithoutResult(_ -> work.run()));
    }
}
