package org.verdite.inspections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.Severity;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import tools.jackson.databind.json.JsonMapper;

/// What editions ask. A draft is written; what it asks in the end is its own criteria and those of the list it stands
/// on that it neither changes nor leaves out.
@Component
public class Criteria {

    /// More than any list asks.
    public static final int MOST = 1_000;

    public static final Set<String> SITES = Set.of("MINE", "SMELTER", "REFINERY", "PROCESSING", "OTHER");
    public static final List<String> MEDIA =
            List.of("WATER", "AIR", "NOISE", "SOIL", "WASTE", "ECOLOGY", "ENERGY", "MANAGEMENT", "OTHER");

    private static final String WRITTEN = """
            select c.id, c.edition_id, c.code, c.place, c.against, c.because, c.standard, c.standard_edition, c.clause, c.also, c.question,
              c.guidance, c.weight, c.answer, c.measure, c.operator, c.lower, c.upper, c.photo, c.critical, c.severity, c.medium, c.sites,
              c.version,\s""";

    private final JdbcClient jdbc;
    private final Checklists checklists;

    Criteria(JdbcClient jdbc, Checklists checklists) {
        this.jdbc = jdbc;
        this.checklists = checklists;
    }

    /// What an edition asks, in its order: by place, what is added behind what stands there.
    @Transactional(readOnly = true)
    public List<Criterion> asked(int edition) {
        return jdbc.sql(WRITTEN + """
                        a.own from inspections.asked(:edition) a join inspections.criterion c on c.id = a.id order by a.place, a.own, a.code""")
                .param("edition", edition)
                .query(Criteria::read)
                .list();
    }

    /// One criterion as an edition asks it.
    @Transactional(readOnly = true)
    public Optional<Criterion> asked(int edition, String code) {
        return jdbc.sql(WRITTEN + """
                        a.own from inspections.asked(:edition) a join inspections.criterion c on c.id = a.id where a.code = :code""")
                .param("edition", edition)
                .param("code", code)
                .query(Criteria::read)
                .optional();
    }

    /// What an edition leaves out of the list it stands on: code → why.
    @Transactional(readOnly = true)
    public Map<String, String> leftOut(int edition) {
        return jdbc
                .sql(
                        "select code, because from inspections.criterion where edition_id = :edition and against = 'LEFT_OUT' order by place, code")
                .param("edition", edition)
                .query((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, java.util.TreeMap::new));
    }

    /// Writes a criterion into a draft: new where its code is, instead of what is written there else.
    ///
    /// @param version that was read; 0 for a new one
    /// @throws Invalid naming each field that can't be taken
    /// @throws Conflict when somebody changed it since, or wrote one with this code
    @Transactional
    public void put(int edition, NewCriterion c, int version) {
        var draft = checklists.drafted(edition);
        var below = codes(draft.standsOn());
        var problems = new ArrayList<>(problems(c, below.contains(c.code())));
        problems.addAll(unknown(List.of(c), _ -> ""));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        int done = version == 0
                ? insert(draft, c, below, after(edition, c.code(), draft.standsOn()))
                : update(edition, c, version);
        if (done == 0) {
            throw new Conflict("criterion " + c.code());
        }
        most(edition);
    }

    /// Where a criterion is new it stands last; one that changes another stands where that one does.
    private int after(int edition, String code, @Nullable Integer below) {
        return jdbc.sql("""
                        select coalesce((select a.place from inspections.asked(:below) a where a.code = :code),
                          (select max(a.place) + 1 from inspections.asked(:edition) a), 1)""")
                .param("below", below, Types.INTEGER)
                .param("edition", edition)
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private int insert(Checklists.Kept draft, NewCriterion c, Set<String> below, int place) {
        return bound(c, jdbc.sql("""
                        insert into inspections.criterion (edition_id, unit_id, code, place, against, because, standard, standard_edition, clause,
                          also, question, guidance, weight, answer, measure, operator, lower, upper, photo, critical, severity, medium, sites)
                        values (:edition, :unit, :code, :place, :against, :because, :standard, :standardEdition, :clause, cast(:also as jsonb),
                          cast(:question as jsonb), cast(:guidance as jsonb), :weight, :answer, :measure, :operator, :lower, :upper, :photo,
                          :critical, :severity, :medium, :sites)
                        on conflict (edition_id, code) do nothing"""))
                .param("edition", draft.id())
                .param("unit", draft.unit().value())
                .param("place", place)
                .param("against", (below.contains(c.code()) ? Against.CHANGED : Against.ADDED).name())
                .update();
    }

    private int update(int edition, NewCriterion c, int version) {
        return bound(c, jdbc.sql("""
                        update inspections.criterion set against = case against when 'LEFT_OUT' then 'CHANGED' else against end, because = :because,
                          standard = :standard, standard_edition = :standardEdition, clause = :clause, also = cast(:also as jsonb),
                          question = cast(:question as jsonb), guidance = cast(:guidance as jsonb), weight = :weight, answer = :answer,
                          measure = :measure, operator = :operator, lower = :lower, upper = :upper, photo = :photo, critical = :critical,
                          severity = :severity, medium = :medium, sites = :sites, version = version + 1,
                          changed_at = verdite.now(), changed_by = verdite.who()
                        where edition_id = :edition and code = :code and version = :version"""))
                .param("edition", edition)
                .param("version", version)
                .update();
    }

    private static JdbcClient.StatementSpec bound(NewCriterion c, JdbcClient.StatementSpec sql) {
        var limit = c.limit();
        var guidance = c.guidance();
        return sql.param("code", c.code())
                .param("because", c.because().strip())
                .param("standard", c.clause().standard())
                .param("standardEdition", c.clause().edition())
                .param("clause", c.clause().clause())
                .param("also", JsonMapper.shared().writeValueAsString(c.also()))
                .param("question", c.question().json())
                .param("guidance", guidance == null ? null : guidance.json(), Types.VARCHAR)
                .param("weight", c.weight())
                .param("answer", c.answer().name())
                .param("measure", limit == null ? "" : limit.measure().strip())
                .param("operator", limit == null ? "" : limit.operator().name())
                .param("lower", limit == null ? null : limit.lower(), Types.NUMERIC)
                .param("upper", limit == null ? null : limit.upper(), Types.NUMERIC)
                .param("photo", c.photo())
                .param("critical", c.critical())
                .param("severity", c.severity().name())
                .param("medium", c.medium())
                .param("sites", new TreeSet<>(c.sites()).toArray(String[]::new));
    }

    /// Takes a criterion out of a draft that it wrote itself; what stands below shows again.
    ///
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void remove(int edition, String code, int version) {
        checklists.drafted(edition);
        int done = jdbc.sql(
                        "delete from inspections.criterion where edition_id = :edition and code = :code and version = :version")
                .param("edition", edition)
                .param("code", code)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("criterion " + code);
        }
    }

    /// A criterion of the list it stands on is not asked here.
    ///
    /// @throws NotHere when the list below does not ask it
    @Transactional
    public void leaveOut(int edition, String code, String because) {
        var draft = checklists.drafted(edition);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        int done = jdbc.sql("""
                        insert into inspections.criterion as k (edition_id, unit_id, code, place, against, because)
                        select :edition, :unit, a.code, a.place, 'LEFT_OUT', :because from inspections.asked(:below) a where a.code = :code
                        on conflict (edition_id, code) do update set against = 'LEFT_OUT', because = excluded.because, question = null, guidance = null,
                          weight = null, answer = null, measure = '', operator = '', lower = null, upper = null, version = k.version + 1""")
                .param("edition", edition)
                .param("unit", draft.unit().value())
                .param("below", draft.standsOn(), Types.INTEGER)
                .param("code", code)
                .param("because", because.strip())
                .update();
        if (done == 0) {
            throw new NotHere("criterion " + code);
        }
    }

    /// What was left out is asked again.
    ///
    /// @throws NotHere when the draft does not leave it out
    @Transactional
    public void askAgain(int edition, String code) {
        checklists.drafted(edition);
        int done = jdbc.sql(
                        "delete from inspections.criterion where edition_id = :edition and code = :code and against = 'LEFT_OUT'")
                .param("edition", edition)
                .param("code", code)
                .update();
        if (done == 0) {
            throw new NotHere("criterion " + code);
        }
    }

    /// Sets a criterion of a draft before another one of it, or last.
    ///
    /// @param before code of the one it shall stand before; empty for last
    @Transactional
    public void move(int edition, String code, String before) {
        checklists.drafted(edition);
        var order = new ArrayList<>(jdbc.sql(
                        "select code from inspections.criterion where edition_id = :edition and against = 'ADDED' order by place, code")
                .param("edition", edition)
                .query((rs, _) -> rs.getString(1))
                .list());
        if (!order.remove(code) || !before.isEmpty() && !order.contains(before)) {
            throw new NotHere("criterion " + code);
        }
        order.add(before.isEmpty() ? order.size() : order.indexOf(before), code);
        jdbc.sql("""
                        update inspections.criterion c set place = o.n + (select coalesce(max(b.place), 0) from inspections.edition e
                          cross join lateral inspections.asked(e.stands_on_id) b where e.id = :edition)
                        from unnest(cast(:order as text[])) with ordinality o(code, n)
                        where c.edition_id = :edition and c.code = o.code and c.against = 'ADDED'""")
                .param("edition", edition)
                .param("order", order.toArray(String[]::new))
                .update();
    }

    /// Everything a draft writes, anew: of a file. What is asked below just so is not written again; what is left out
    /// and not in the file stays so. Nothing is changed when one line can't be taken.
    ///
    /// @throws Invalid whose problems are named by the place in the list: `criteria[3].weight`
    @Transactional
    public void replace(int edition, List<NewCriterion> file) {
        var draft = checklists.drafted(edition);
        Map<String, NewCriterion> stood = draft.standsOn() == null
                ? Map.of()
                : asked(draft.standsOn()).stream().collect(Collectors.toMap(Criterion::code, Criterion::asks));
        var below = stood.keySet();
        var problems = new ArrayList<Invalid.Problem>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < file.size(); i++) {
            String at = "criteria[" + i + "].";
            var c = file.get(i);
            problems(c, below.contains(c.code()) && !c.equals(stood.get(c.code())))
                    .forEach(p -> problems.add(new Invalid.Problem(at + p.field(), p.key(), p.args())));
            if (seen.putIfAbsent(c.code(), i) != null) {
                problems.add(new Invalid.Problem(at + "code", "inspections.invalid.twice", List.of(c.code())));
            }
        }
        if (file.size() > MOST) {
            problems.add(new Invalid.Problem("criteria", "inspections.invalid.most", List.of(MOST)));
        }
        problems.addAll(unknown(file, i -> "criteria[" + i + "]."));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        jdbc.sql(
                        "delete from inspections.criterion where edition_id = :edition and (against <> 'LEFT_OUT' or code = any(:codes))")
                .param("edition", edition)
                .param("codes", file.stream().map(NewCriterion::code).toArray(String[]::new))
                .update();
        int last = jdbc.sql("select coalesce(max(place), 0) from inspections.asked(:below)")
                .param("below", draft.standsOn(), Types.INTEGER)
                .query((rs, _) -> rs.getInt(1))
                .single();
        var fresh = file.stream().filter(c -> !c.equals(stood.get(c.code()))).toList();
        for (var c : fresh) {
            insert(draft, c, below, below.contains(c.code()) ? after(edition, c.code(), draft.standsOn()) : ++last);
        }
    }

    private void most(int edition) {
        int asks = jdbc.sql("select count(*) from inspections.asked(:edition)")
                .param("edition", edition)
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (asks > MOST) {
            throw new Invalid("", "inspections.invalid.most", MOST);
        }
    }

    private Set<String> codes(@Nullable Integer edition) {
        return edition == null
                ? Set.of()
                : Set.copyOf(jdbc.sql("select code from inspections.asked(:edition)")
                        .param("edition", edition)
                        .query((rs, _) -> rs.getString(1))
                        .list());
    }

    private static List<Invalid.Problem> problems(NewCriterion c, boolean below) {
        var problems = new ArrayList<Invalid.Problem>();
        if (!c.code().matches("[A-Za-z0-9][A-Za-z0-9.-]{0,39}")) {
            problems.add(new Invalid.Problem("code", "inspections.invalid.criterion", List.of()));
        }
        if (c.weight() < 1 || c.weight() > 5) {
            problems.add(new Invalid.Problem("weight", "ui.form.range", List.of(1, 5)));
        }
        var limit = c.limit();
        if (limit != null
                && (!limit.whole()
                        || limit.measure().isBlank()
                        || limit.measure().length() > 20)) {
            problems.add(new Invalid.Problem("limit", "inspections.invalid.limit", List.of()));
        }
        if (!MEDIA.contains(c.medium())) {
            problems.add(new Invalid.Problem("medium", "ui.form.choice", List.of()));
        }
        if (!SITES.containsAll(c.sites())) {
            problems.add(new Invalid.Problem("sites", "ui.form.choice", List.of()));
        }
        if (below && c.because().isBlank()) {
            problems.add(new Invalid.Problem("because", "inspections.invalid.because", List.of(c.code())));
        }
        if (c.also().size() > 5) {
            problems.add(new Invalid.Problem("also", "inspections.invalid.also", List.of(5)));
        }
        try {
            var lengths = new Lengths().most("question", 500, c.question()).most("because", 1000, c.because());
            if (c.guidance() != null) {
                lengths.most("guidance", 2000, c.guidance());
            }
            lengths.check();
        } catch (Invalid e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /// Clauses that the library of standards does not have.
    ///
    /// @param place of the criterion at an index, before its fields
    private List<Invalid.Problem> unknown(List<NewCriterion> all, IntFunction<String> place) {
        record At(ClauseKey clause, String field) {}
        var asked = new ArrayList<At>();
        for (int i = 0; i < all.size(); i++) {
            String at = place.apply(i);
            asked.add(new At(all.get(i).clause(), at + "clause"));
            all.get(i).also().forEach(also -> asked.add(new At(also, at + "also")));
        }
        var known = Set.copyOf(jdbc.sql("""
                        select standard, edition, clause from obligations.pub_clause
                        where (standard, edition, clause) in (select * from unnest(cast(:standards as text[]), cast(:editions as text[]), cast(:clauses as text[])))""")
                .param(
                        "standards",
                        asked.stream().map(a -> a.clause().standard()).toArray(String[]::new))
                .param("editions", asked.stream().map(a -> a.clause().edition()).toArray(String[]::new))
                .param("clauses", asked.stream().map(a -> a.clause().clause()).toArray(String[]::new))
                .query((rs, _) -> new ClauseKey(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list());
        return asked.stream()
                .filter(a -> !known.contains(a.clause()))
                .map(a -> new Invalid.Problem(
                        a.field(),
                        "inspections.invalid.clause",
                        List.of(
                                a.clause().standard(),
                                a.clause().edition(),
                                a.clause().clause())))
                .toList();
    }

    private static Criterion read(ResultSet rs, int row) throws SQLException {
        boolean number = Answer.valueOf(rs.getString("answer")) == Answer.NUMBER;
        String guidance = rs.getString("guidance");
        return new Criterion(
                rs.getInt("id"),
                rs.getInt("edition_id"),
                rs.getInt("place"),
                rs.getBoolean("own"),
                Against.valueOf(rs.getString("against")),
                rs.getInt("version"),
                NewCriterion.of(
                                rs.getString("code"),
                                new ClauseKey(
                                        rs.getString("standard"),
                                        rs.getString("standard_edition"),
                                        rs.getString("clause")),
                                Json.text(rs.getString("question")))
                        .also(List.of(JsonMapper.shared().readValue(rs.getString("also"), ClauseKey[].class)))
                        .guidance(guidance == null ? null : Json.text(guidance))
                        .weight(rs.getInt("weight"))
                        .limit(
                                number
                                        ? new NumberLimit(
                                                rs.getString("measure"),
                                                NumberLimit.Bound.valueOf(rs.getString("operator")),
                                                rs.getBigDecimal("lower"),
                                                rs.getBigDecimal("upper"))
                                        : null)
                        .photo(rs.getBoolean("photo"))
                        .critical(rs.getBoolean("critical"))
                        .severity(Severity.valueOf(rs.getString("severity")))
                        .medium(rs.getString("medium"))
                        .sites(Set.of((String[]) rs.getArray("sites").getArray()))
                        .because(rs.getString("because"))
                        .done());
    }
}
