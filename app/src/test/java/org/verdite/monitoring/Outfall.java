package org.verdite.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;

/// An outfall of the valley with series and results as a laboratory or an instrument sends them.
public final class Outfall {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final SiteId site;
    public final int facility;
    public final int point;
    public final String code;
    private final SmallGroup g;
    private final JdbcClient jdbc;
    private final TransactionTemplate within;

    public Outfall(SmallGroup g, JdbcClient jdbc, TransactionTemplate within) {
        this.g = g;
        this.jdbc = jdbc;
        this.within = within;
        this.code = "OF" + NUMBER.incrementAndGet();
        this.site = new SiteId(seeing(() -> one("select id from organisation.site where unit_id = " + g.valley)));
        this.facility = seeing(() -> one("""
                insert into organisation.facility (site_id, unit_id, code, name, kind)
                values (%s, %s, '%s', '{"_":"en","en":"Outfall"}', 'OUTFALL') returning id""".formatted(site, g.valley, code)));
        this.point = point(code);
    }

    public int point(String named) {
        return seeing(() -> one("""
                insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                values (%s, %d, %s, '%s', '{"_":"en","en":"Outfall %4$s","zh":"排口 %4$s"}', 'OUTFALL', 'Asia/Shanghai') returning id""".formatted(g.valley, facility, site, named)));
    }

    public int series(String parameter, String mode) {
        return seeing(() -> one("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%s, %d, '%s', 'VALUE', '%s', 'mg/L') returning id""".formatted(g.valley, point, parameter, mode)));
    }

    public int number(String sql) {
        return seeing(() -> one(sql));
    }

    private int one(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    public <T> T seeing(Supplier<T> work) {
        return Objects.requireNonNull(Scope.system("test").get(() -> within.execute(_ -> work.get())));
    }

    /// @param at a day or an instant
    /// @param text "0.12" or "<0.005"
    public void result(int series, String at, String sample, int replicate, int run, String text) {
        boolean day = at.length() == 10;
        var started = day
                ? LocalDate.parse(at).atStartOfDay().atOffset(ZoneOffset.UTC)
                : OffsetDateTime.ofInstant(Instant.parse(at), ZoneOffset.UTC);
        boolean below = text.startsWith("<");
        double number = Double.parseDouble(text.replace("<", ""));
        seeing(() -> {
            jdbc.sql("select monitoring.ensure_partitions(:day, :day)")
                    .param("day", started.toLocalDate())
                    .query((_, _) -> true)
                    .list();
            return jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, sample, replicate, run, date_only, value, censor, level,
                              original, intake_id, line)
                            values (:series, :unit, :started, :started, :sample, :replicate, :run, :day, :value, :censor, :level, :text, 0, 0)""")
                    .param("series", series)
                    .param("unit", g.valley.value())
                    .param("started", started)
                    .param("sample", sample)
                    .param("replicate", replicate)
                    .param("run", run)
                    .param("day", day)
                    .param("value", below ? null : number, java.sql.Types.DOUBLE)
                    .param("censor", below ? 1 : 0)
                    .param("level", below ? number : null, java.sql.Types.DOUBLE)
                    .param("text", text)
                    .update();
        });
    }

    public List<String> rows(String sql) {
        return seeing(() -> jdbc.sql(sql).query(String.class).list());
    }
}
