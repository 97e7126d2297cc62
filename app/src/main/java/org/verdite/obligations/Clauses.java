package org.verdite.obligations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Sha256;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// The library of standards by their clauses, with a group's own documents beside them.
@Component
public class Clauses {

    private static final String EDITIONS = """
            select s.*, (select count(*) from obligations.clause c where c.standard_id = s.id) as clauses
            from obligations.standard s\s""";
    private static final int MOST = 2_000;
    private static final String NUMBER = "[0-9A-Za-z][0-9A-Za-z.()-]{0,39}";

    /// @param id of the edition
    /// @param unit whose document it is; null for one that comes with Verdite
    /// @param draft it is written and can't be cited yet
    /// @param follows id of the edition before; null for the first
    public record Edition(
            int id,
            @Nullable UnitId unit,
            String code,
            String edition,
            LocalText name,
            LocalText source,
            boolean sample,
            boolean verified,
            boolean draft,
            @Nullable Integer follows,
            int version,
            int clauses) {}

    /// @param before the clauses of the edition before that this one continues; none where it is new
    public record Clause(String number, LocalText name, List<String> before) {}

    private final JdbcClient jdbc;
    private final Access access;

    Clauses(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Begins an edition of a unit's own document. It follows the last one that was published with this code.
    ///
    /// @throws NotPermitted when who asks keeps no obligations at the unit
    /// @throws Invalid when the edition is known, or a clause can't be taken
    @Transactional
    public int draft(NewStandard s) {
        UnitId unit = owner(s);
        var follows = jdbc.sql("""
                        select id from obligations.standard where unit_id = :unit and code = :code and state = 'PUBLISHED'
                        order by id desc limit 1""")
                .param("unit", unit.value())
                .param("code", s.code().strip())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
        check(s, follows);
        int id = insert(s, follows, "DRAFT")
                .orElseThrow(() -> new Invalid("edition", "obligations.clauses.taken", s.code(), s.edition()));
        put(id, s);
        return id;
    }

    /// Writes a draft anew, clauses and all.
    ///
    /// @throws Refused when it is published
    /// @throws Conflict when somebody changed it since the version that was read
    /// @throws Invalid when the edition is known, or a clause can't be taken
    @Transactional
    public void change(int edition, int version, NewStandard s) {
        var follows = drafted(edition).follows();
        check(s, follows);
        try {
            changed(
                    edition,
                    jdbc.sql("""
                            update obligations.standard set code = :code, edition = :edition, name = cast(:name as jsonb), source = cast(:source as jsonb),
                              version = version + 1 where id = :id and version = :version""")
                            .param("code", s.code().strip())
                            .param("edition", s.edition().strip())
                            .param("name", s.name().json())
                            .param("source", s.source().json())
                            .param("id", edition)
                            .param("version", version)
                            .update());
        } catch (DuplicateKeyException e) {
            throw new Invalid("edition", "obligations.clauses.taken", s.code(), s.edition());
        }
        jdbc.sql("delete from obligations.clause where standard_id = :id and number <> all(:numbers)")
                .param("id", edition)
                .param("numbers", s.clauses().stream().map(NewClause::number).toArray(String[]::new))
                .update();
        put(edition, s);
    }

    /// It can be cited from now on, and is never changed again.
    ///
    /// @throws Refused when it is published already or has no clause
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void publish(int edition, int version) {
        if (drafted(edition).clauses() == 0) {
            throw new Refused("obligations.clauses.refused.empty");
        }
        changed(
                edition,
                jdbc.sql("""
                        update obligations.standard set state = 'PUBLISHED', version = version + 1 where id = :id and version = :version""").param("id", edition).param("version", version).update());
    }

    /// A draft is given up.
    ///
    /// @throws Refused when it is published
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void discard(int edition, int version) {
        drafted(edition);
        jdbc.sql("delete from obligations.clause where standard_id = :id")
                .param("id", edition)
                .update();
        changed(
                edition,
                jdbc.sql("delete from obligations.standard where id = :id and version = :version")
                        .param("id", edition)
                        .param("version", version)
                        .update());
    }

    private static void changed(int edition, int done) {
        if (done == 0) {
            throw new Conflict("standard " + edition);
        }
    }

    private UnitId owner(NewStandard s) {
        var unit = s.unit();
        if (unit == null) {
            throw new Invalid("unit", "ui.form.required");
        }
        access.require(Permission.OBLIGATIONS_EDIT, unit);
        return unit;
    }

    private Edition drafted(int edition) {
        var known = edition(edition);
        var unit = known.unit();
        if (unit == null) {
            throw new Refused("obligations.clauses.refused.library");
        }
        access.require(Permission.OBLIGATIONS_EDIT, unit);
        if (!known.draft()) {
            throw new Refused("obligations.clauses.refused.published");
        }
        return known;
    }

    private Optional<Integer> insert(NewStandard s, @Nullable Integer follows, String state) {
        return jdbc.sql("""
                        insert into obligations.standard as k (unit_id, code, edition, name, source, sample, verified, state, follows_id)
                        values (:unit, :code, :edition, cast(:name as jsonb), cast(:source as jsonb), :sample, :verified, :state, :follows)
                        on conflict (code, edition)\s""" + (s.unit() == null ? """
                        do update set name = excluded.name, source = excluded.source, sample = excluded.sample, verified = excluded.verified,
                          follows_id = excluded.follows_id, version = k.version + 1 where k.unit_id is null returning id""" : "do nothing returning id"))
                .param("unit", s.unit() == null ? null : s.unit().value(), Types.INTEGER)
                .param("code", s.code().strip())
                .param("edition", s.edition().strip())
                .param("name", s.name().json())
                .param("source", s.source().json())
                .param("sample", s.sample())
                .param("verified", s.verified())
                .param("state", state)
                .param("follows", follows, Types.INTEGER)
                .query((rs, _) -> rs.getInt(1))
                .optional();
    }

    private void put(int id, NewStandard s) {
        for (int i = 0; i < s.clauses().size(); i++) {
            put(id, s.unit(), i + 1, s.clauses().get(i));
        }
    }

    /// Brings the document of a file that comes with Verdite up to date: new names and further clauses; none is taken
    /// away, for records may cite it. A file that is already in, by its fingerprint, costs one question.
    @Transactional
    public void bring(byte[] file, Supplier<NewStandard> read) {
        String hash = Sha256.hex(file);
        boolean in = jdbc.sql("select exists (select from obligations.standard where file_hash = :hash)")
                .param("hash", hash)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!in) {
            jdbc.sql("update obligations.standard set file_hash = :hash where id = :id")
                    .param("hash", hash)
                    .param("id", library(read.get()))
                    .update();
        }
    }

    /// Of the library's editions of one code, each follows the one that its name stands behind: 2026 follows 2015.
    private int library(NewStandard s) {
        check(s, null);
        var follows = jdbc.sql("""
                        select id from obligations.standard where unit_id is null and code = :code and edition < :edition
                        order by edition desc limit 1""")
                .param("code", s.code().strip())
                .param("edition", s.edition().strip())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
        int id = insert(s, follows, "PUBLISHED")
                .orElseThrow(() -> new Invalid("code", "obligations.clauses.taken", s.code(), s.edition()));
        put(id, s);
        return id;
    }

    private void put(int standard, @Nullable UnitId unit, int place, NewClause clause) {
        jdbc.sql("""
                        insert into obligations.clause as k (standard_id, unit_id, number, place, name, before)
                        values (:standard, :unit, :number, :place, cast(:name as jsonb), :before)
                        on conflict (standard_id, number) do update set place = excluded.place, name = excluded.name, before = excluded.before
                        where (k.place, k.name, k.before) is distinct from (excluded.place, excluded.name, excluded.before)""")
                .param("standard", standard)
                .param("unit", unit == null ? null : unit.value(), Types.INTEGER)
                .param("number", clause.number())
                .param("place", place)
                .param("name", clause.name().json())
                .param("before", clause.before().toArray(String[]::new))
                .update();
    }

    /// @param follows the edition before, whose clauses may be continued; null when that isn't checked
    private void check(NewStandard s, @Nullable Integer follows) {
        var problems = new ArrayList<Invalid.Problem>();
        required(problems, "code", s.code());
        required(problems, "edition", s.edition());
        if (s.clauses().size() > MOST) {
            problems.add(new Invalid.Problem("clauses", "obligations.clauses.most", List.of(MOST)));
        }
        var seen = new HashSet<String>();
        for (NewClause clause : s.clauses()) {
            if (!clause.number().matches(NUMBER)) {
                problems.add(new Invalid.Problem("clauses", "obligations.clauses.number", List.of(clause.number())));
            } else if (!seen.add(clause.number())) {
                problems.add(new Invalid.Problem("clauses", "obligations.clauses.twice", List.of(clause.number())));
            }
        }
        if (s.unit() != null) {
            problems.addAll(continued(s, follows));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var lengths = new Lengths()
                .most("code", 80, s.code())
                .most("edition", 40, s.edition())
                .most("name", 200, s.name())
                .most("source", 1000, s.source());
        s.clauses().forEach(c -> lengths.most("clauses", 300, c.name()));
        lengths.check();
    }

    private List<Invalid.Problem> continued(NewStandard s, @Nullable Integer follows) {
        var known = follows == null
                ? Set.<String>of()
                : of(follows).stream().map(Clause::number).collect(Collectors.toSet());
        return s.clauses().stream()
                .flatMap(c -> c.before().stream()
                        .filter(b -> !known.contains(b))
                        .map(b -> new Invalid.Problem("clauses", "obligations.clauses.before", List.of(c.number(), b))))
                .toList();
    }

    private static void required(List<Invalid.Problem> problems, String field, String text) {
        if (text.isBlank()) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        }
    }

    /// Every edition of every document that the reader may read, by code, newest first.
    @Transactional(readOnly = true)
    public List<Edition> editions() {
        return jdbc.sql(EDITIONS + "order by s.code, s.id desc limit 1000")
                .query((rs, _) -> edition(rs))
                .list();
    }

    /// @throws NotHere when the reader may not read it
    @Transactional(readOnly = true)
    public Edition edition(int id) {
        return jdbc.sql(EDITIONS + "where s.id = :id")
                .param("id", id)
                .query((rs, _) -> edition(rs))
                .optional()
                .orElseThrow(() -> new NotHere("standard " + id));
    }

    /// The published edition that follows one.
    @Transactional(readOnly = true)
    public Optional<Edition> next(int id) {
        return jdbc.sql(EDITIONS + "where s.follows_id = :id and s.state = 'PUBLISHED' order by s.id limit 1")
                .param("id", id)
                .query((rs, _) -> edition(rs))
                .optional();
    }

    private static Edition edition(ResultSet rs) throws SQLException {
        return new Edition(
                rs.getInt("id"),
                rs.getObject("unit_id") == null ? null : new UnitId(rs.getInt("unit_id")),
                rs.getString("code"),
                rs.getString("edition"),
                Json.text(rs.getString("name")),
                Json.text(rs.getString("source")),
                rs.getBoolean("sample"),
                rs.getBoolean("verified"),
                rs.getString("state").equals("DRAFT"),
                rs.getObject("follows_id", Integer.class),
                rs.getInt("version"),
                rs.getInt("clauses"));
    }

    /// The clauses of an edition in its own order.
    @Transactional(readOnly = true)
    public List<Clause> of(int edition) {
        return jdbc.sql(
                        "select number, name, before from obligations.clause where standard_id = :id order by place, id")
                .param("id", edition)
                .query((rs, _) -> new Clause(rs.getString("number"), Json.text(rs.getString("name")), List.of((String[])
                        rs.getArray("before").getArray())))
                .list();
    }
}
