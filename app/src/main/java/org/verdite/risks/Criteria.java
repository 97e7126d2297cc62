package org.verdite.risks;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Json;

/// By what an aspect is judged significant (ISO 14001, 6.1.2): versions that hold from a day and are never edited.
@Component
public class Criteria {

    private static final int MOST = 20;

    /// @param recordedAt when it was entered
    public record Version(
            int id,
            LocalText name,
            LocalDate validFrom,
            BigDecimal threshold,
            boolean sample,
            java.time.Instant recordedAt,
            List<Factor> factors) {}

    public record Factor(
            int id,
            String code,
            LocalText name,
            int weight,
            @Nullable Integer alwaysFrom,
            List<LocalText> words) {}

    private final JdbcClient jdbc;
    private final Access access;

    Criteria(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Enters a version; needs {@link Permission#RISKS_EDIT} for the whole group. What was assessed under an older one
    /// keeps it, and is to be looked at again from the day this one is in force.
    ///
    /// @throws Invalid when weights don't add up to 100, a code comes twice, or it begins before the one in force
    @Transactional
    public int enter(NewCriteria c) {
        if (!mayEnter()) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        check(c);
        int id = jdbc.sql("""
                        insert into risks.criteria (name, valid_from, threshold) values (cast(:name as jsonb), :from, :threshold) returning id""")
                .param("name", c.name().json())
                .param("from", c.validFrom())
                .param("threshold", c.threshold())
                .query((rs, _) -> rs.getInt(1))
                .single();
        for (int i = 0; i < c.factors().size(); i++) {
            insert(id, i + 1, c.factors().get(i));
        }
        return id;
    }

    public boolean mayEnter() {
        return access.mayAtTop(Permission.RISKS_EDIT);
    }

    private void insert(int criteria, int place, NewCriteria.Factor f) {
        var row = jdbc.sql("""
                        insert into risks.factor (criteria_id, place, code, name, weight, always_from, word_1, word_2, word_3, word_4, word_5)
                        values (:criteria, :place, :code, cast(:name as jsonb), :weight, :always, cast(:w1 as jsonb), cast(:w2 as jsonb),
                          cast(:w3 as jsonb), cast(:w4 as jsonb), cast(:w5 as jsonb))""")
                .param("criteria", criteria)
                .param("place", place)
                .param("code", f.code())
                .param("name", f.name().json())
                .param("weight", f.weight())
                .param("always", f.alwaysFrom(), Types.INTEGER);
        for (int i = 1; i <= 5; i++) {
            row = row.param("w" + i, f.words().get(i - 1).json());
        }
        row.update();
    }

    private void check(NewCriteria c) {
        var problems = new ArrayList<Invalid.Problem>();
        notBefore(problems, "criteria", c.validFrom());
        if (c.threshold().compareTo(BigDecimal.ONE) < 0
                || c.threshold().compareTo(BigDecimal.valueOf(5)) > 0
                || c.threshold().stripTrailingZeros().scale() > 2) {
            problems.add(problem("threshold", "risks.invalid.threshold"));
        }
        if (c.factors().isEmpty() || c.factors().size() > MOST) {
            problems.add(problem("factors", "ui.form.range", 1, MOST));
        }
        int sum = c.factors().stream().mapToInt(NewCriteria.Factor::weight).sum();
        if (sum != 100) {
            problems.add(problem("factors", "risks.invalid.weights", sum));
        }
        var codes = new HashSet<String>();
        for (var f : c.factors()) {
            factor(problems, f);
            if (!codes.add(f.code())) {
                problems.add(problem("factors", "risks.invalid.twice", f.code()));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var lengths = new Lengths().most("name", 200, c.name());
        c.factors().forEach(f -> {
            lengths.most("factors", 100, f.name());
            f.words().forEach(w -> lengths.most("factors", 300, w));
        });
        lengths.check();
    }

    private static void factor(List<Invalid.Problem> problems, NewCriteria.Factor f) {
        if (!f.code().matches("[A-Z][A-Z0-9_]{0,39}")) {
            problems.add(problem("factors", "risks.invalid.code", f.code()));
        }
        if (f.weight() < 0 || f.weight() > 100) {
            problems.add(problem("factors", "ui.form.range", 0, 100));
        }
        if (f.alwaysFrom() != null && (f.alwaysFrom() < 1 || f.alwaysFrom() > 5)) {
            problems.add(problem("factors", "ui.form.range", 1, 5));
        }
        if (f.words().size() != 5) {
            problems.add(problem("factors", "risks.invalid.words", f.code()));
        }
    }

    /// Versions follow each other: what was judged yesterday isn't put under another rule today.
    private void notBefore(List<Invalid.Problem> problems, String table, LocalDate from) {
        var last = jdbc.sql("select max(valid_from) from risks." + table)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .optional();
        if (from.getYear() < 1990 || from.getYear() > 2199) {
            problems.add(problem("validFrom", "ui.form.date", from.toString()));
        } else if (last.isPresent() && from.isBefore(last.get())) {
            problems.add(problem("validFrom", "risks.invalid.before", last.get()));
        }
    }

    private static Invalid.Problem problem(String field, String key, Object... args) {
        return new Invalid.Problem(field, key, List.of(args));
    }

    /// The version in force on a day; none before the first.
    @Transactional(readOnly = true)
    public Optional<Version> on(LocalDate day) {
        return versions("where c.id = risks.criteria_on(:day)", "day", day).stream()
                .findFirst();
    }

    /// @throws NotHere when there is none
    @Transactional(readOnly = true)
    public Version get(int id) {
        return versions("where c.id = :id", "id", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotHere("criteria " + id));
    }

    /// All of them, the newest first.
    @Transactional(readOnly = true)
    public List<Version> all() {
        return versions("where c.id > :none", "none", 0);
    }

    private List<Version> versions(String where, String name, Object value) {
        var versions = jdbc.sql("select c.* from risks.criteria c " + where
                        + " order by c.valid_from desc, c.id desc limit 200")
                .param(name, value)
                .query((rs, _) -> new Version(
                        rs.getInt("id"),
                        Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getBigDecimal("threshold"),
                        rs.getBoolean("sample"),
                        rs.getTimestamp("recorded_at").toInstant(),
                        new ArrayList<>()))
                .list();
        jdbc.sql("select f.* from risks.factor f where f.criteria_id = any(:ids) order by f.place")
                .param("ids", versions.stream().map(Version::id).toArray(Integer[]::new))
                .query(rs -> {
                    int criteria = rs.getInt("criteria_id");
                    var words = new ArrayList<LocalText>();
                    for (int i = 1; i <= 5; i++) {
                        words.add(Json.text(rs.getString("word_" + i)));
                    }
                    var factor = new Factor(
                            rs.getInt("id"),
                            rs.getString("code"),
                            Json.text(rs.getString("name")),
                            rs.getInt("weight"),
                            rs.getObject("always_from", Integer.class),
                            List.copyOf(words));
                    versions.stream()
                            .filter(v -> v.id() == criteria)
                            .forEach(v -> v.factors().add(factor));
                });
        return versions;
    }
}
