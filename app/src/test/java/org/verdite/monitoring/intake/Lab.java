package org.verdite.monitoring.intake;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// A site with points, and files sent to it, for tests.
final class Lab {

    private static int number;

    final JdbcClient jdbc;
    final TransactionTemplate within;
    final Intake intake;
    final String code;
    final int unit;
    final int site;
    final int facility;

    Lab(JdbcClient jdbc, PlatformTransactionManager transactions, Intake intake, String zone) {
        this.jdbc = jdbc;
        this.within = new TransactionTemplate(transactions);
        this.intake = intake;
        this.code = "LAB" + (++number);
        this.unit = id("""
                insert into organisation.unit (code, name, kind, opened)
                values ('%s', '{"_":"en","en":"Unit %1$s"}', 'SITE', date '1990-01-01') returning id""".formatted(code));
        this.site = id("""
                insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                values (%d, '%s', '{"_":"en","en":"Site %2$s"}', 'MINE', 'CA', '%3$s', 53, -120) returning id""".formatted(unit, code, zone));
        this.facility = id("""
                insert into organisation.facility (site_id, unit_id, code, name, kind)
                values (%d, %d, 'F1', '{"_":"en","en":"Rivers"}', 'STATION') returning id""".formatted(site, unit));
    }

    int point(String pointCode, String kind) {
        return id("""
                insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                select %d, %d, s.id, '%s', jsonb_build_object('_', 'en', 'en', '%s'), '%s', s.time_zone from organisation.site s where s.id = %d
                returning id""".formatted(unit, facility, pointCode, pointCode + " place", kind, site));
    }

    long send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    long send(byte[] bytes) {
        return run(() -> intake.register(new ByteArrayInputStream(bytes), "file.csv", new UnitId(unit)));
    }

    /// Sends, maps by the headings, tries out.
    DryRun tried(String text) {
        return tried(text.getBytes(StandardCharsets.UTF_8));
    }

    DryRun tried(byte[] bytes) {
        long id = send(bytes);
        return tried(id, run(() -> intake.proposal(id, null)));
    }

    DryRun tried(long id, MappingSpec spec) {
        return run(() -> {
            intake.map(id, spec);
            return intake.dryRun(id);
        });
    }

    LoadResult loaded(String text) {
        long id = send(text);
        tried(id, run(() -> intake.proposal(id, null)));
        return run(() -> intake.load(id));
    }

    List<Map<String, Object>> results(String sql) {
        return run(() -> within.execute(_ -> jdbc.sql(sql).query().listOfRows()));
    }

    long count(String sql) {
        return run(() -> within.execute(
                _ -> jdbc.sql(sql).query((rs, _) -> rs.getLong(1)).single()));
    }

    int id(String sql) {
        return (int) count(sql);
    }

    <T> T run(Supplier<T> work) {
        return Scope.system("test").get(work);
    }
}
