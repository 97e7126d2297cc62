package org.verdite.obligations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// The library of standards by their clauses, with a group's own documents beside them.
@Component
public class Clauses {

    private static final int MOST = 2_000;
    private static final String NUMBER = "[0-9A-Za-z][0-9A-Za-z.()-]{0,39}";

    /// @param id of the edition
    /// @param unit whose document it is; null for one that comes with Verdite
    public record Edition(
            int id,
            @Nullable UnitId unit,
            String code,
            String edition,
            LocalText name,
            LocalText source,
            boolean sample,
            boolean verified,
            int clauses) {}

    /// @param before the clauses of the edition before that this one continues; none where it is new
    public record Clause(String number, LocalText name, List<String> before) {}

    private final JdbcClient jdbc;
    private final Access access;

    Clauses(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Enters a document with its clauses. Entered again it takes new names and further clauses; none is taken away,
    /// records may cite it.
    ///
    /// @throws NotPermitted when who asks keeps no obligations at the unit; without a unit, at the top
    /// @throws Invalid when it is known as another unit's or as one that comes along, or a clause can't be taken
    @Transactional
    public int enter(NewStandard s) {
        check(s);
        if (s.unit() == null) {
            if (!access.mayAtTop(Permission.OBLIGATIONS_EDIT)) {
                throw new NotPermitted(Permission.OBLIGATIONS_EDIT.name());
            }
        } else {
            access.require(Permission.OBLIGATIONS_EDIT, s.unit());
        }
        int id = jdbc.sql("""
                        insert into obligations.standard as k (unit_id, code, edition, name, source, sample, verified)
                        values (:unit, :code, :edition, cast(:name as jsonb), cast(:source as jsonb), :sample, :verified)
                        on conflict (code, edition) do update set name = excluded.name, source = excluded.source, sample = excluded.sample,
                          verified = excluded.verified, version = k.version + 1
                        where k.unit_id is not distinct from excluded.unit_id
                        returning id""")
                .param("unit", s.unit() == null ? null : s.unit().value())
                .param("code", s.code().strip())
                .param("edition", s.edition().strip())
                .param("name", s.name().json())
                .param("source", s.source().json())
                .param("sample", s.sample())
                .param("verified", s.verified())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new Invalid("code", "obligations.clauses.taken", s.code(), s.edition()));
        for (int i = 0; i < s.clauses().size(); i++) {
            put(id, i + 1, s.clauses().get(i));
        }
        return id;
    }

    /// Brings the document of a file that comes with Verdite up to date. A file that is already in, by its fingerprint,
    /// costs one question.
    @Transactional
    public void bring(byte[] file, Function<byte[], NewStandard> read) {
        String hash = StandardsLibrary.hash(file);
        boolean in = jdbc.sql("select exists (select from obligations.standard where file_hash = :hash)")
                .param("hash", hash)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!in) {
            jdbc.sql("update obligations.standard set file_hash = :hash where id = :id")
                    .param("hash", hash)
                    .param("id", enter(read.apply(file)))
                    .update();
        }
    }

    private void put(int standard, int place, NewClause clause) {
        jdbc.sql("""
                        insert into obligations.clause as k (standard_id, number, place, name, before)
                        values (:standard, :number, :place, cast(:name as jsonb), :before)
                        on conflict (standard_id, number) do update set place = excluded.place, name = excluded.name, before = excluded.before
                        where (k.place, k.name, k.before) is distinct from (excluded.place, excluded.name, excluded.before)""")
                .param("standard", standard)
                .param("number", clause.number())
                .param("place", place)
                .param("name", clause.name().json())
                .param("before", clause.before().toArray(String[]::new))
                .update();
    }

    private static void check(NewStandard s) {
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

    private static void required(List<Invalid.Problem> problems, String field, String text) {
        if (text.isBlank()) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        }
    }

    /// Every edition of every document, by code.
    @Transactional(readOnly = true)
    public List<Edition> editions() {
        return jdbc.sql("""
                        select s.*, (select count(*) from obligations.clause c where c.standard_id = s.id) as clauses
                        from obligations.standard s order by s.code, s.edition""")
                .query((rs, _) -> new Edition(
                        rs.getInt("id"),
                        rs.getObject("unit_id") == null ? null : new UnitId(rs.getInt("unit_id")),
                        rs.getString("code"),
                        rs.getString("edition"),
                        Json.text(rs.getString("name")),
                        Json.text(rs.getString("source")),
                        rs.getBoolean("sample"),
                        rs.getBoolean("verified"),
                        rs.getInt("clauses")))
                .list();
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
