package org.verdite.funds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Which spending belongs to which line. A posting counts once; a reversal goes where its original is; what is linked
/// to
/// no line stays spending without a plan.
@Component
public class LineLinks {

    /// More are linked in several steps.
    public static final int MOST = 500;

    private final JdbcClient jdbc;
    private final LineStore lines;
    private final Access access;
    private final UnitTrees trees;

    LineLinks(JdbcClient jdbc, LineStore lines, Access access, UnitTrees trees) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.access = access;
        this.trees = trees;
    }

    /// @param counter the line that takes this one back
    /// @param line the funding line it belongs to
    private record Posting(
            long id,
            UnitId unit,
            LocalDate month,
            String category,
            String nature,
            @Nullable Long reverses,
            @Nullable Long counter,
            @Nullable Long line,
            @Nullable Long link) {}

    /// Links postings to an approved line, all of them or none; needs {@link Permission#FUNDS_EDIT} at each one's unit.
    ///
    /// @throws Invalid at `postings` when there are none, too many, or one does not fit
    /// @throws Refused when the line takes no spending, or a posting belongs to a line already
    @Transactional
    public int link(LineId id, Set<Long> postings) {
        var line = taking(id);
        if (postings.isEmpty() || postings.size() > MOST) {
            throw new Invalid("postings", "funds.invalid.postings", MOST);
        }
        var found = held(postings);
        var problems = new ArrayList<Invalid.Problem>();
        for (Posting p : found) {
            access.require(Permission.FUNDS_EDIT, p.unit());
            refuseMember(p);
            Long elsewhere = p.line();
            if (elsewhere != null) {
                throw new Refused("funds.refused.linked", p.id(), number(elsewhere));
            }
            fit(problems, line, p);
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        found.forEach(p -> insert(line, p, ""));
        return found.size();
    }

    /// Moves a posting to another line, with a reason; the former link stays readable.
    ///
    /// @throws Refused when it is there already, or belongs to no line
    @Transactional
    public void move(long posting, LineId to, String reason) {
        var p = one(posting);
        var line = taking(to);
        if (Long.valueOf(to.value()).equals(p.line())) {
            throw new Refused("funds.refused.linked", posting, line.number());
        }
        requireReason(reason);
        var problems = new ArrayList<Invalid.Problem>();
        fit(problems, line, p);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        end(p, reason);
        insert(line, p, reason.strip());
    }

    /// Takes a posting out of its line, with a reason: it is spending without a plan from now on.
    @Transactional
    public void unlink(long posting, String reason) {
        var p = one(posting);
        if (p.line() == null) {
            throw new Refused("funds.refused.notLinked", posting);
        }
        requireReason(reason);
        end(p, reason);
    }

    private Posting one(long posting) {
        var p = held(Set.of(posting)).getFirst();
        access.require(Permission.FUNDS_EDIT, p.unit());
        refuseMember(p);
        return p;
    }

    /// The opposite of a line that is taken back belongs where the line does; called in the transaction that takes it
    /// back.
    void follow(long original, long reversal) {
        jdbc.sql("""
                        insert into funds.link (posting_id, unit_id, line_id)
                        select :reversal, k.unit_id, k.line_id from funds.link k where k.posting_id = :original and k.ended_at is null""").param("original", original).param("reversal", reversal).update();
    }

    private FundingLine taking(LineId id) {
        var line = lines.take(id).orElseThrow(() -> new NotHere("line " + id));
        if (line.state() != LineState.APPROVED) {
            throw new Refused("funds.refused.bind." + line.state(), line.number());
        }
        return line;
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "funds.invalid.reason");
        }
    }

    private static void refuseMember(Posting p) {
        if (p.reverses() != null) {
            throw new Refused("funds.refused.follows", p.id(), p.reverses());
        }
    }

    private void fit(List<Invalid.Problem> problems, FundingLine line, Posting p) {
        String id = String.valueOf(p.id());
        if (p.month().getYear() != line.year()) {
            problems.add(
                    new Invalid.Problem("postings", "funds.invalid.fitYear", List.of(id, String.valueOf(line.year()))));
        } else if (!p.category().equals(line.category().name())
                || !p.nature().equals(line.nature().name())) {
            problems.add(new Invalid.Problem("postings", "funds.invalid.fitKind", List.of(id, line.number())));
        } else if (!trees.today().above(p.unit().value()).contains(line.unit().value())) {
            problems.add(new Invalid.Problem("postings", "funds.invalid.fitUnit", List.of(id, line.number())));
        }
    }

    /// Until the transaction ends nobody else links these or takes them back: a reversal in between would stay behind.
    /// In the order of their numbers, so that two don't wait for each other for ever.
    void hold(Collection<Long> postings) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(hashtext('funds.posting'), (id % 2000000000)::int) from (
                          select id from unnest(:ids) id order by id) held""").param("ids", postings.toArray(Long[]::new)).query(_ -> {});
    }

    private List<Posting> held(Set<Long> postings) {
        hold(postings);
        var wanted = new LinkedHashSet<>(postings);
        var found = jdbc.sql("""
                        select p.id, p.unit_id, p.month, p.category, p.nature, p.reverses, r.id as counter, k.line_id, k.id as link_id
                        from funds.posting p
                        left join funds.posting r on r.reverses = p.id
                        left join funds.link k on k.posting_id = p.id and k.ended_at is null
                        where p.id in (:ids) order by p.id""")
                .param("ids", wanted)
                .query((rs, _) -> new Posting(
                        rs.getLong("id"),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getObject("month", LocalDate.class),
                        rs.getString("category"),
                        rs.getString("nature"),
                        rs.getObject("reverses", Long.class),
                        rs.getObject("counter", Long.class),
                        rs.getObject("line_id", Long.class),
                        rs.getObject("link_id", Long.class)))
                .list();
        if (found.size() < wanted.size()) {
            var there = found.stream().map(Posting::id).collect(Collectors.toSet());
            wanted.removeAll(there);
            throw new NotHere("posting " + wanted.iterator().next());
        }
        return found;
    }

    private void insert(FundingLine line, Posting p, String reason) {
        try {
            jdbc.sql("""
                            insert into funds.link (posting_id, unit_id, line_id, reason) values (:posting, :unit, :line, :reason)""")
                    .param("posting", p.id())
                    .param("unit", p.unit().value())
                    .param("line", line.id().value())
                    .param("reason", reason)
                    .update();
        } catch (DuplicateKeyException another) {
            throw new Conflict("posting " + p.id());
        }
        Long counter = p.counter();
        if (counter != null) {
            follow(p.id(), counter);
        }
    }

    private void end(Posting p, String reason) {
        if (p.link() == null) {
            return;
        }
        int ended = jdbc.sql("""
                        update funds.link set ended_at = verdite.now(), ended_by = verdite.who(), ended_because = :reason
                        where posting_id in (:postings) and ended_at is null""")
                .param("reason", reason.strip())
                .param("postings", p.counter() == null ? List.of(p.id()) : List.of(p.id(), p.counter()))
                .update();
        if (ended == 0) {
            throw new Conflict("posting " + p.id());
        }
    }

    private String number(long line) {
        return lines.find(new LineId(line)).map(FundingLine::number).orElse("FL");
    }
}
