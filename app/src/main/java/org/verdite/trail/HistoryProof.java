package org.verdite.trail;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.trail.proof.Finding;
import org.verdite.trail.proof.RecordCheck;
import org.verdite.trail.proof.Report;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.State;

/// The check at the end of a history. It looks at the whole story, also at what happened while the record belonged to
/// a unit the reader does not see: a story cut in half would look like one that somebody cut. Of what lies out of
/// sight it tells only whether it is as recorded.
@Component
class HistoryProof {

    /// Rows that one page checks.
    static final int CHECKED = 200;

    private final JdbcClient jdbc;
    private final HistoryRows entries;
    private final DataSource dataSource;
    private final TransactionTemplate reading;

    HistoryProof(JdbcClient jdbc, HistoryRows entries, DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.dataSource = dataSource;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    private record Answer(Report report, long all, @Nullable Instant whole) {}

    /// @param seen entries of these rows that the reader sees
    RecordHistory.Proof of(List<RecordKey> rows, boolean cut, long seen, Reading reader) {
        var checked = rows.subList(0, Math.min(CHECKED, rows.size()));
        var answer = Scope.current().everything().get(() -> reading.execute(_ -> ask(rows, checked)));
        var report = answer.report();
        var t = reader.texts();
        var sentences = new ArrayList<String>(findings(report, reader));
        boolean found = !sentences.isEmpty();
        int left = rows.size() - checked.size();
        if (!found && report.entries() > 0) {
            sentences.add(t.of("trail.record.clean", report.entries(), report.unsealed()));
        }
        if (answer.all() > seen) {
            sentences.add(t.of("trail.record.elsewhere", answer.all() - seen));
        }
        if (left > 0) {
            sentences.add(t.of("trail.record.unchecked", left));
        }
        if (cut) {
            sentences.add(t.of("trail.record.cut", SqlRecords.PARTS));
        }
        if (sentences.isEmpty()) {
            sentences.add(t.of("trail.record.nothing"));
        }
        boolean whole = left == 0 && !cut && report.entries() > 0;
        return new RecordHistory.Proof(found ? State.BAD : whole ? State.OK : State.UNKNOWN, sentences, answer.whole());
    }

    private List<String> findings(Report report, Reading reader) {
        var sight = sight(report.findings());
        return report.findings().stream()
                .map(f -> f.seq() == null || sight.contains(f.seq())
                        ? FindingWords.of(f, reader)
                        : reader.texts().of("trail.record.findingElsewhere", String.valueOf(f.seq())))
                .toList();
    }

    private Set<Long> sight(List<Finding> findings) {
        var seqs = findings.stream()
                .map(Finding::seq)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(Long[]::new);
        return seqs.length == 0
                ? Set.of()
                : new HashSet<>(reading.execute(_ -> jdbc.sql("select seq from trail.entry where seq = any(:seqs)")
                        .param("seqs", seqs)
                        .query((rs, _) -> rs.getLong(1))
                        .list()));
    }

    private Answer ask(List<RecordKey> rows, List<RecordKey> checked) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            try (var sql = connection.createStatement()) {
                sql.execute("set local timezone = 'UTC'");
            }
            var check = new RecordCheck(connection);
            for (RecordKey row : checked) {
                check.row(row.place(), row.key());
            }
            return new Answer(check.report(), entries.count(rows), lastWhole());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the record's trail could not be checked", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private @Nullable Instant lastWhole() {
        return jdbc.sql("select trail.pub_verified_at()")
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
