package org.verdite.risks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// Judges aspects by the criteria in force on a day (ISO 14001, 6.1.2). Judgements are added, never changed: the newest
/// day's counts, of one day the one given last.
@Component
public class Significance {

    /// Why it came out as it did.
    public enum Reason {
        /// One factor alone makes it significant.
        FACTOR,
        /// The score reaches the threshold.
        THRESHOLD,
        /// Neither.
        BELOW
    }

    /// @param points given to a factor, from 1 to 5
    public record Rating(LocalText factor, String code, int weight, int points, LocalText word) {}

    /// @param decided the factor that decided, or that weighs most in the score
    /// @param criteria the version it was made under
    public record Assessment(
            long id,
            LocalDate on,
            String person,
            int criteria,
            LocalText criteriaName,
            BigDecimal threshold,
            BigDecimal score,
            boolean significant,
            Reason reason,
            LocalText decided,
            String note,
            Instant at,
            List<Rating> ratings) {}

    /// @param meanwhile what somebody else gave after the one that was read; both are kept
    public record Given(Assessment made, @Nullable Assessment meanwhile) {}

    private final JdbcClient jdbc;
    private final RiskStore store;
    private final Criteria criteria;

    Significance(JdbcClient jdbc, RiskStore store, Criteria criteria) {
        this.jdbc = jdbc;
        this.store = store;
        this.criteria = criteria;
    }

    /// @param under the version whose factors were read; it must be the one in force on the day
    /// @param points factor code → 1 to 5, for every factor of the version
    /// @param seen the newest assessment that was read; null when there was none
    /// @throws Invalid when the day lies ahead or before the criteria, or a factor is missing
    @Transactional
    public Given assess(
            AspectId id, int under, LocalDate on, Map<String, Integer> points, String note, @Nullable Long seen) {
        var aspect = store.take(id);
        int me = RiskStore.me();
        var version = criteria.get(under);
        check(aspect, version, on, points, note);
        var last = newest(id);
        var judged = judge(version, points);
        long made = jdbc.sql("""
                        insert into risks.aspect_assessment (aspect_id, unit_id, criteria_id, assessed_on, person_id, score, significant, reason,
                          factor_id, note)
                        values (:id, :unit, :criteria, :on, :me, :score, :significant, :reason, :factor, :note) returning id""")
                .param("id", id.value())
                .param("unit", aspect.unit().value())
                .param("criteria", version.id())
                .param("on", on)
                .param("me", me)
                .param("score", judged.score())
                .param("significant", judged.reason() != Reason.BELOW)
                .param("reason", judged.reason().name())
                .param("factor", judged.factor().id())
                .param("note", note.strip())
                .query((rs, _) -> rs.getLong(1))
                .single();
        for (var factor : version.factors()) {
            jdbc.sql("""
                            insert into risks.rating (assessment_id, unit_id, factor_id, points) values (:made, :unit, :factor, :points)""")
                    .param("made", made)
                    .param("unit", aspect.unit().value())
                    .param("factor", factor.id())
                    .param("points", points.get(factor.code()))
                    .update();
        }
        var mine = history(id).stream().filter(a -> a.id() == made).findFirst().orElseThrow();
        return new Given(mine, last.filter(l -> !Objects.equals(l.id(), seen)).orElse(null));
    }

    private void check(
            Aspect aspect, Criteria.Version version, LocalDate on, Map<String, Integer> points, String note) {
        store.requirePast("on", on, aspect.unit());
        var inForce = criteria.on(on);
        if (inForce.isEmpty()) {
            throw new Invalid("on", "risks.invalid.noCriteria");
        }
        if (inForce.get().id() != version.id()) {
            throw on.isBefore(version.validFrom())
                    ? new Invalid("on", "risks.invalid.beforeCriteria", version.validFrom())
                    : new Invalid(
                            "on", "risks.invalid.otherCriteria", inForce.get().validFrom());
        }
        var problems = new ArrayList<Invalid.Problem>();
        for (var factor : version.factors()) {
            Integer given = points.get(factor.code());
            if (given == null) {
                problems.add(new Invalid.Problem("points." + factor.code(), "ui.form.required", List.of()));
            } else if (given < 1 || given > 5) {
                problems.add(new Invalid.Problem("points." + factor.code(), "ui.form.range", List.of(1, 5)));
            }
        }
        points.keySet().stream()
                .filter(code ->
                        version.factors().stream().noneMatch(f -> f.code().equals(code)))
                .forEach(code ->
                        problems.add(new Invalid.Problem("points." + code, "risks.invalid.noFactor", List.of(code))));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("note", 2000, note).check();
    }

    private record Judged(BigDecimal score, Reason reason, Criteria.Factor factor) {}

    private static Judged judge(Criteria.Version version, Map<String, Integer> points) {
        int sum = version.factors().stream()
                .mapToInt(f -> f.weight() * points.getOrDefault(f.code(), 0))
                .sum();
        var score = BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(100), 2, RoundingMode.UNNECESSARY);
        var always = version.factors().stream()
                .filter(f -> f.alwaysFrom() != null && points.getOrDefault(f.code(), 0) >= f.alwaysFrom())
                .max(Comparator.comparingInt(f -> points.getOrDefault(f.code(), 0)));
        if (always.isPresent()) {
            return new Judged(score, Reason.FACTOR, always.get());
        }
        var heaviest = version.factors().stream()
                .max(Comparator.comparingInt(f -> f.weight() * points.getOrDefault(f.code(), 0)))
                .orElseThrow();
        return new Judged(score, score.compareTo(version.threshold()) >= 0 ? Reason.THRESHOLD : Reason.BELOW, heaviest);
    }

    /// The one that counts.
    @Transactional(readOnly = true)
    public Optional<Assessment> newest(AspectId id) {
        return history(id).stream().findFirst();
    }

    /// All of them, the one that counts first.
    ///
    /// @throws NotHere when the aspect is not in the reader's scope
    @Transactional(readOnly = true)
    public List<Assessment> history(AspectId id) {
        var aspect = store.aspect(id, false).orElseThrow(() -> new NotHere("aspect " + id));
        var all = jdbc.sql("""
                        select s.*, c.name as criteria_name, c.threshold, f.name as factor_name,
                          coalesce(verdite.text(organisation.pub_person_name(s.person_id), :lang), '') as person
                        from risks.aspect_assessment s join risks.criteria c on c.id = s.criteria_id join risks.factor f on f.id = s.factor_id
                        where s.aspect_id = :id order by s.assessed_on desc, s.id desc limit 200""")
                .param("id", aspect.id().value())
                .param("lang", RiskStore.language())
                .query((rs, _) -> new Assessment(
                        rs.getLong("id"),
                        rs.getObject("assessed_on", LocalDate.class),
                        rs.getString("person"),
                        rs.getInt("criteria_id"),
                        Json.text(rs.getString("criteria_name")),
                        rs.getBigDecimal("threshold"),
                        rs.getBigDecimal("score"),
                        rs.getBoolean("significant"),
                        Reason.valueOf(rs.getString("reason")),
                        Json.text(rs.getString("factor_name")),
                        rs.getString("note"),
                        rs.getTimestamp("recorded_at").toInstant(),
                        new ArrayList<>()))
                .list();
        jdbc.sql("""
                        select r.assessment_id, r.points, f.code, f.name, f.weight,
                          case r.points when 1 then f.word_1 when 2 then f.word_2 when 3 then f.word_3 when 4 then f.word_4 else f.word_5 end as word
                        from risks.rating r join risks.factor f on f.id = r.factor_id where r.assessment_id = any(:ids) order by f.place""")
                .param("ids", all.stream().map(Assessment::id).toArray(Long[]::new))
                .query(rs -> {
                    long of = rs.getLong("assessment_id");
                    var rating = new Rating(
                            Json.text(rs.getString("name")),
                            rs.getString("code"),
                            rs.getInt("weight"),
                            rs.getInt("points"),
                            Json.text(rs.getString("word")));
                    all.stream()
                            .filter(a -> a.id() == of)
                            .forEach(a -> a.ratings().add(rating));
                });
        return all;
    }
}
