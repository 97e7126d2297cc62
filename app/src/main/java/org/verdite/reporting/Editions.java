package org.verdite.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Figures;
import org.verdite.indicators.Group;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Published years and months. What changes afterwards stands beside them as candidates, never silently as another
/// number.
@Component
public class Editions {

    private static final List<String> MAIN = List.of(PeriodFigures.INVESTMENT, PeriodFigures.COVERAGE);

    private final JdbcClient jdbc;
    private final Progress progress;
    private final Figures figures;
    private final Group group;
    private final Clock clock;

    Editions(JdbcClient jdbc, Progress progress, Figures figures, Group group, Clock clock) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.figures = figures;
        this.group = group;
        this.clock = clock;
    }

    /// Publishes a year for the first time with its figures as the statement.
    @Transactional
    public Edition publish(int year) {
        return publish(year, "Published as computed on " + progress.today() + ".", "");
    }

    /// Publishes a year, or restates it.
    @Transactional
    public Edition publish(int year, String statement, String reason) {
        return publish(year, 0, statement, reason);
    }

    /// Publishes a year or one of its months, or restates it; needs {@link Permission#PUBLISH} at the group.
    ///
    /// @param month 1 to 12; 0 for the whole year
    /// @param statement the sentence the publisher confirmed
    /// @param reason why it is restated; must be empty for the first version and said for the next
    /// @throws Refused when the year or month is not over, a main figure is missing, or nothing changed
    @Transactional
    public Edition publish(int year, int month, String statement, String reason) {
        group.require(Permission.PUBLISH);
        UnitId unit = group.unit().orElseThrow(() -> new NotHere("group"));
        if (statement.isBlank() || statement.length() > 2000) {
            throw new Invalid("statement", "ui.form.required");
        }
        if (!progress.today().isAfter(Progress.end(year, month))) {
            throw new Refused("reporting.refused.notOver", Progress.text(year, month));
        }
        oneAtATime(unit, year, month);
        Instant known = clock.instant();
        PeriodFigures now = progress.of(year, month, known, null, RollUp.ALL);
        for (String key : month == 0 ? MAIN : PeriodFigures.MONITORING) {
            Figure figure = now.figure(key);
            if (figure == null || figure.value() == null) {
                throw new Refused("reporting.refused.missing", key);
            }
        }
        var latest = latest(year, month, known);
        check(latest, now, reason);
        long id = insert(unit, latest.map(e -> e.version() + 1).orElse(1), now, statement, reason);
        return require(id);
    }

    private void check(Optional<Edition> latest, PeriodFigures now, String reason) {
        if (latest.isEmpty()) {
            return;
        }
        if (reason.isBlank() || reason.length() > 1000) {
            throw new Invalid("reason", "reporting.invalid.reason");
        }
        if (candidates(latest.get(), now).isEmpty()) {
            throw new Refused(
                    "reporting.refused.unchanged",
                    Progress.text(now.year(), now.month()),
                    latest.get().version());
        }
    }

    private long insert(UnitId unit, int version, PeriodFigures now, String statement, String reason) {
        return jdbc.sql("""
                insert into reporting.edition (unit_id, year, month, version, snapshot, structure_date, known_at, statement, reason, person_id)
                values (:unit, :year, :month, :version, cast(:snapshot as jsonb), :structure, :known, :statement, :reason, :person)
                returning id""")
                .param("unit", unit.value())
                .param("year", now.year())
                .param("month", now.month())
                .param("version", version)
                .param("snapshot", Snapshot.write(now))
                .param("structure", now.structureDate())
                .param("known", now.known().atOffset(ZoneOffset.UTC))
                .param("statement", statement)
                .param("reason", reason)
                .param("person", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Two who publish the same at once: the second waits for the first and then sees its edition.
    private void oneAtATime(UnitId unit, int year, int month) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('reporting.edition'), :key)")
                .param("key", unit.value() * 1_000_000 + year * 100 + month)
                .query((_, _) -> true)
                .single();
    }

    private Edition require(long id) {
        return jdbc.sql("select * from reporting.edition where id = :id")
                .param("id", id)
                .query((rs, _) -> row(rs))
                .single();
    }

    /// All versions of a year that were published up to an instant, the first one first.
    @Transactional(readOnly = true)
    public List<Edition> of(int year, Instant known) {
        return of(year, 0, known);
    }

    /// The same of a month, 1 to 12; of the whole year with 0.
    @Transactional(readOnly = true)
    public List<Edition> of(int year, int month, Instant known) {
        return jdbc.sql("""
                select * from reporting.edition where year = :year and month = :month and published_at <= :known
                order by version""")
                .param("year", year)
                .param("month", month)
                .param("known", known.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> row(rs))
                .list();
    }

    /// What was the latest edition of each earlier year at an instant, the first year first.
    @Transactional(readOnly = true)
    public List<Edition> ofYearsBefore(int year, Instant known) {
        return jdbc.sql("""
                select distinct on (year) * from reporting.edition where year < :year and month = 0 and published_at <= :known
                order by year, version desc""")
                .param("year", year)
                .param("known", known.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> row(rs))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Edition> latest(int year, Instant known) {
        return latest(year, 0, known);
    }

    @Transactional(readOnly = true)
    public Optional<Edition> latest(int year, int month, Instant known) {
        return of(year, month, known).stream().reduce((_, last) -> last);
    }

    /// Figures that differ from an edition, with the records entered since that made them so.
    @Transactional(readOnly = true)
    public List<Candidate> candidates(Edition edition, PeriodFigures now) {
        var keys = new TreeSet<>(edition.figures().figures().keySet());
        keys.retainAll(now.figures().keySet());
        var candidates = new ArrayList<Candidate>();
        for (String key : keys) {
            Figure published = edition.figures().figures().get(key);
            Figure current = now.figures().get(key);
            if (published != null && current != null && !published.sameAs(current)) {
                var request =
                        progress.request(key, edition.year(), edition.month(), now.on(), now.known(), null, RollUp.ALL);
                candidates.add(new Candidate(
                        key,
                        published,
                        current,
                        figures.changes(request, edition.figures().known())));
            }
        }
        return candidates;
    }

    private static Edition row(ResultSet rs) throws SQLException {
        return new Edition(
                rs.getLong("id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("year"),
                rs.getInt("month"),
                rs.getInt("version"),
                Snapshot.read(rs.getString("snapshot")),
                rs.getString("statement"),
                rs.getString("reason"),
                rs.getObject("person_id", Integer.class),
                rs.getString("published_by"),
                rs.getObject("published_at", OffsetDateTime.class).toInstant());
    }
}
