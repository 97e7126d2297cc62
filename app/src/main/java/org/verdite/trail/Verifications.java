package org.verdite.trail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.trail.proof.Check;
import org.verdite.trail.proof.Export;
import org.verdite.trail.proof.Finding;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.Report;
import org.verdite.trail.proof.Verifier;
import org.verdite.ui.UnitDirectory;
import org.verdite.ui.job.Jobs;

/// Verifying the whole trail, and what came of it.
@Component
public class Verifications {

    static final String JOB = "trail.verify";

    /// One finished verification.
    ///
    /// @param unsealed entries so young that no anchor covered them yet
    /// @param heads heads read from outside the database
    /// @param findings how many; the first thousand are listed
    public record Result(
            long id,
            String who,
            Instant startedAt,
            Instant endedAt,
            long entries,
            long anchors,
            long unsealed,
            long heads,
            long findings,
            String head) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final ObjectProvider<MayVerify> may;
    private final ObjectProvider<UnitDirectory> units;
    private final ObjectProvider<Jobs> jobs;
    private final Clock clock;
    private final Path data;

    Verifications(
            JdbcClient jdbc,
            DataSource dataSource,
            ObjectProvider<MayVerify> may,
            ObjectProvider<UnitDirectory> units,
            ObjectProvider<Jobs> jobs,
            Clock clock,
            @Value("${verdite.data}") Path data) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.may = may;
        this.units = units;
        this.jobs = jobs;
        this.clock = clock;
        this.data = data;
    }

    public boolean may() {
        var answer = may.getIfAvailable();
        return Scope.current().isSystem() || (answer == null ? Scope.current().seesEverything() : answer.mayVerify());
    }

    /// @throws NotPermitted unless the reader may see the whole trail
    public void require() {
        if (!may()) {
            throw new NotPermitted("TRAIL_VERIFY");
        }
    }

    /// Queues a verification.
    ///
    /// @return the job's id
    @Transactional
    public long start() {
        require();
        var tops = units.stream().flatMap(u -> u.tops().stream()).toList();
        var unit = new UnitId(tops.isEmpty() ? 0 : tops.getFirst().id());
        return jobs.getObject().start(JOB, unit, LocalText.of("Verify the trail", "校验留痕", "en"), "");
    }

    /// Verifies now, keeps the result and answers its id. The scope sees everything.
    @Transactional
    public long keep(Instant started, String who, Report report) {
        long id = jdbc.sql("""
                        insert into trail.verification (who, started_at, ended_at, entries, anchors, unsealed, heads, findings, head)
                        values (:who, :started, :ended, :entries, :anchors, :unsealed, :heads, :findings, decode(:head, 'hex'))
                        returning id""")
                .param("who", who)
                .param("started", started.atOffset(ZoneOffset.UTC))
                .param("ended", clock.instant().atOffset(ZoneOffset.UTC))
                .param("entries", report.entries())
                .param("anchors", report.anchors())
                .param("unsealed", report.unsealed())
                .param("heads", report.heads())
                .param("findings", report.total())
                .param("head", report.head())
                .query((rs, _) -> rs.getLong(1))
                .single();
        int number = 0;
        for (Finding f : report.findings()) {
            keep(id, ++number, f);
        }
        return id;
    }

    private void keep(long verification, int number, Finding f) {
        Instant at = f.at();
        jdbc.sql("""
                        insert into trail.finding (verification_id, number, what, found_by, seq, anchor_id, place, row_key, who, at,
                          expected, found)
                        values (:verification, :number, :what, :by, :seq, :anchor, :place, :key, :who, :at, :expected, :found)""")
                .param("verification", verification)
                .param("number", number)
                .param("what", f.what().name())
                .param("by", f.check().name())
                .param("seq", f.seq())
                .param("anchor", f.anchor())
                .param("place", f.place())
                .param("key", f.key())
                .param("who", f.who())
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("expected", f.expected())
                .param("found", f.found())
                .update();
    }

    /// Runs the proof on a connection of its own, in one snapshot, seeing everything.
    Report prove(LongConsumer progress) throws IOException, SQLException {
        try (var heads = Heads.in(data);
                var connection = dataSource.getConnection()) {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (var sql = connection.createStatement()) {
                sql.execute("set local role verdite_all");
                sql.execute("set local verdite.administered = 'all'");
                return Verifier.database(connection, heads, progress);
            } finally {
                connection.setAutoCommit(auto);
            }
        }
    }

    /// How many entries there are, roughly: for the progress bar.
    @Transactional(readOnly = true)
    public long estimate() {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = 'trail.entry'::regclass")
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Newest first; the scope sees everything.
    @Transactional(readOnly = true)
    public List<Result> latest(int limit) {
        return jdbc.sql("""
                        select id, who, started_at, ended_at, entries, anchors, unsealed, heads, findings,
                               coalesce(encode(head, 'hex'), '') as head
                        from trail.verification order by id desc limit :limit""")
                .param("limit", limit)
                .query((rs, _) -> new Result(
                        rs.getLong("id"),
                        rs.getString("who"),
                        rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        rs.getLong("entries"),
                        rs.getLong("anchors"),
                        rs.getLong("unsealed"),
                        rs.getLong("heads"),
                        rs.getLong("findings"),
                        rs.getString("head")))
                .list();
    }

    @Transactional(readOnly = true)
    public List<Finding> findings(long verification) {
        return jdbc.sql("select * from trail.finding where verification_id = :id order by number")
                .param("id", verification)
                .query((rs, _) -> new Finding(
                        Finding.What.valueOf(rs.getString("what")),
                        Check.valueOf(rs.getString("found_by")),
                        number(rs.getObject("seq")),
                        number(rs.getObject("anchor_id")),
                        rs.getString("place"),
                        rs.getString("row_key"),
                        rs.getString("who"),
                        Optional.ofNullable(rs.getObject("at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        rs.getString("expected"),
                        rs.getString("found")))
                .list();
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number n ? n.longValue() : null;
    }

    /// Streams the whole trail; the scope sees everything.
    @Transactional(readOnly = true)
    public void export(OutputStream out) throws IOException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            Export.write(connection, out);
        } catch (SQLException e) {
            throw new IllegalStateException("the trail could not be exported", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
