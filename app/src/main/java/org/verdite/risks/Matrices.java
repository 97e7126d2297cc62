package org.verdite.risks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/// How likely against how bad: matrices that hold from a day and are never edited.
@Component
public class Matrices {

    /// @param recordedAt when it was entered
    public record Version(int id, boolean sample, Instant recordedAt, NewMatrix matrix) {}

    private final JdbcClient jdbc;
    private final Access access;

    Matrices(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Enters a version; needs {@link Permission#RISKS_EDIT} for the whole group.
    ///
    /// @throws Invalid when a side has not five steps, or a level falls where likelihood or consequence rises
    @Transactional
    public int enter(NewMatrix m) {
        if (!access.mayAtTop(Permission.RISKS_EDIT)) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        check(m);
        int id = jdbc.sql("""
                        insert into risks.matrix (name, valid_from, levels) values (cast(:name as jsonb), :from, :levels) returning id""")
                .param("name", m.name().json())
                .param("from", m.validFrom())
                .param("levels", m.levels().stream().map(Level::name).toArray(String[]::new))
                .query((rs, _) -> rs.getInt(1))
                .single();
        insert(id, "LIKELIHOOD", m.likelihood());
        insert(id, "CONSEQUENCE", m.consequence());
        return id;
    }

    private void insert(int matrix, String axis, List<NewMatrix.Side> sides) {
        for (int i = 0; i < 5; i++) {
            jdbc.sql("""
                            insert into risks.matrix_step (matrix_id, axis, step, name, meaning)
                            values (:matrix, :axis, :step, cast(:name as jsonb), cast(:meaning as jsonb))""")
                    .param("matrix", matrix)
                    .param("axis", axis)
                    .param("step", i + 1)
                    .param("name", sides.get(i).name().json())
                    .param("meaning", sides.get(i).meaning().json())
                    .update();
        }
    }

    private void check(NewMatrix m) {
        var problems = new ArrayList<Invalid.Problem>();
        var last = jdbc.sql("select max(valid_from) from risks.matrix")
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .optional();
        if (m.validFrom().getYear() < 1990 || m.validFrom().getYear() > 2199) {
            problems.add(new Invalid.Problem(
                    "validFrom", "ui.form.date", List.of(m.validFrom().toString())));
        } else if (last.isPresent() && m.validFrom().isBefore(last.get())) {
            problems.add(new Invalid.Problem("validFrom", "risks.invalid.before", List.of(last.get())));
        }
        if (m.likelihood().size() != 5
                || m.consequence().size() != 5
                || m.levels().size() != 25) {
            problems.add(new Invalid.Problem("levels", "risks.invalid.five", List.of()));
        } else if (falls(m)) {
            problems.add(new Invalid.Problem("levels", "risks.invalid.falls", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var lengths = new Lengths().most("name", 200, m.name());
        for (var side : List.of(m.likelihood(), m.consequence())) {
            side.forEach(s -> lengths.most("steps", 100, s.name()).most("steps", 300, s.meaning()));
        }
        lengths.check();
    }

    private static boolean falls(NewMatrix m) {
        for (int i = 0; i < 25; i++) {
            boolean likelier =
                    i < 20 && m.levels().get(i + 5).compareTo(m.levels().get(i)) < 0;
            boolean worse =
                    i % 5 < 4 && m.levels().get(i + 1).compareTo(m.levels().get(i)) < 0;
            if (likelier || worse) {
                return true;
            }
        }
        return false;
    }

    /// The version in force on a day; none before the first.
    @Transactional(readOnly = true)
    public Optional<Version> on(LocalDate day) {
        return versions("where m.id = risks.matrix_on(:day)", "day", day).stream()
                .findFirst();
    }

    /// @throws NotHere when there is none
    @Transactional(readOnly = true)
    public Version get(int id) {
        return versions("where m.id = :id", "id", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotHere("matrix " + id));
    }

    /// All of them, the newest first.
    @Transactional(readOnly = true)
    public List<Version> all() {
        return versions("where m.id > :none", "none", 0);
    }

    private List<Version> versions(String where, String name, Object value) {
        var versions = jdbc.sql(
                        "select m.* from risks.matrix m " + where + " order by m.valid_from desc, m.id desc limit 200")
                .param(name, value)
                .query((rs, _) -> new Version(
                        rs.getInt("id"),
                        rs.getBoolean("sample"),
                        rs.getTimestamp("recorded_at").toInstant(),
                        new NewMatrix(
                                Json.text(rs.getString("name")),
                                rs.getObject("valid_from", LocalDate.class),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                Arrays.stream((String[]) rs.getArray("levels").getArray())
                                        .map(Level::valueOf)
                                        .toList())))
                .list();
        jdbc.sql("select s.* from risks.matrix_step s where s.matrix_id = any(:ids) order by s.axis, s.step")
                .param("ids", versions.stream().map(Version::id).toArray(Integer[]::new))
                .query(rs -> {
                    int matrix = rs.getInt("matrix_id");
                    boolean likelihood = rs.getString("axis").equals("LIKELIHOOD");
                    LocalText title = Json.text(rs.getString("name"));
                    var side = new NewMatrix.Side(title, Json.text(rs.getString("meaning")));
                    versions.stream()
                            .filter(v -> v.id() == matrix)
                            .map(Version::matrix)
                            .forEach(m -> (likelihood ? m.likelihood() : m.consequence()).add(side));
                });
        return versions;
    }
}
