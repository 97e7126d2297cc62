package org.verdite.targets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Values that people tell of goals and shares, where no room computes them: each with where it can be
/// looked up, and confirmed by somebody else. A correction stands beside what was told before.
@Component
public class Readings {

    /// Files of one value.
    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final GoalStore goals;
    private final ShareStore shares;
    private final Holders holders;
    private final Access access;
    private final Evidence evidence;

    Readings(JdbcClient jdbc, GoalStore goals, ShareStore shares, Holders holders, Access access, Evidence evidence) {
        this.jdbc = jdbc;
        this.evidence = evidence;
        this.goals = goals;
        this.shares = shares;
        this.holders = holders;
        this.access = access;
    }

    /// @param of the share; null for the goal itself
    /// @param replaces the value that is corrected; 0 where none stands yet
    /// @param correction why it is corrected
    /// @throws Conflict when another value stands there than the one that was read
    @Transactional
    public long tell(GoalId id, @Nullable ShareId of, Reading.Told told, long replaces, String correction) {
        return tell(id, of, told, replaces, correction, List.of());
    }

    /// The same with files that prove it: all of it is kept, or nothing.
    ///
    /// @throws Invalid naming the field `file` for one that can't be kept
    @Transactional
    public long tell(
            GoalId id,
            @Nullable ShareId of,
            Reading.Told told,
            long replaces,
            String correction,
            List<Reading.Proof> proofs) {
        var goal = goals.require(id);
        var share = of == null ? null : shares.require(of);
        if (!mayTell(goal, share)) {
            throw new NotPermitted("TARGETS_SHARE");
        }
        open(goal, share);
        check(goal, told, !proofs.isEmpty());
        if (proofs.size() > MOST) {
            throw new Invalid("file", "targets.invalid.files", MOST);
        }
        var stands = standing(goal, share, told.month());
        if (stands != replaces) {
            throw new Conflict("reading " + stands);
        }
        if (replaces != 0) {
            new Lengths().most("correction", 1000, correction).check();
            if (correction.isBlank()) {
                throw new Invalid("correction", "ui.form.required");
            }
            jdbc.sql("update targets.reading set superseded_at = verdite.now(), version = version + 1 where id = :id")
                    .param("id", replaces)
                    .update();
        }
        long made = insert(goal, share, words(told, proofs), replaces == 0 ? "" : correction.strip());
        var unit = share == null ? goal.unit() : share.holder().unit();
        var origin = Reading.origin(
                made,
                goal.number(),
                goal.id().value(),
                share == null ? null : share.id().value(),
                told.month());
        proofs.forEach(p -> evidence.keep(p.content(), p.name(), "", unit, origin, ""));
        return made;
    }

    /// Where nothing else is said, its files are where it can be looked up.
    private static Reading.Told words(Reading.Told told, List<Reading.Proof> proofs) {
        if (!told.evidence().isBlank() || proofs.isEmpty()) {
            return told;
        }
        String names = proofs.stream().map(Reading.Proof::name).collect(Collectors.joining(", "));
        return new Reading.Told(
                told.month(),
                told.value(),
                told.kept(),
                told.note(),
                names.length() > 500 ? names.substring(0, 499) + "…" : names);
    }

    private static void open(Goal goal, @Nullable Share share) {
        if (goal.measured() && (share == null || share.holder().kind() == Holder.Kind.UNIT)) {
            throw new Refused("targets.refused.measured");
        }
        if (goal.state() != GoalState.ACTIVE) {
            throw new Refused(
                    goal.state() == GoalState.DRAFT
                            ? "targets.refused.notWorkedOn"
                            : "targets.refused.state." + goal.state());
        }
        if (share != null && share.state() != ShareState.ACCEPTED) {
            throw new Refused(
                    share.state().over() ? "targets.refused.share." + share.state() : "targets.refused.notSigned");
        }
    }

    private void check(Goal goal, Reading.Told told, boolean proven) {
        var problems = new ArrayList<Invalid.Problem>();
        var month = told.month();
        int first = goal.horizon() == Horizon.ANNUAL ? goal.dueYear() : goal.baselineYear() + 1;
        if (month.getYear() < first || month.getYear() > goal.dueYear() || month.getMonthValue() % goal.every() != 0) {
            problems.add(new Invalid.Problem("month", "ui.form.choice", List.of()));
        } else if (!month.atEndOfMonth().isBefore(holders.today())) {
            problems.add(new Invalid.Problem("month", "targets.invalid.notOver", List.of()));
        }
        boolean number = goal.method().numeric();
        if (number && told.value() == null || !number && told.kept() == null) {
            problems.add(new Invalid.Problem(number ? "value" : "kept", "ui.form.required", List.of()));
        }
        if (!number && told.value() != null || number && told.kept() != null) {
            problems.add(new Invalid.Problem("value", "targets.invalid.noNumber", List.of()));
        }
        GoalRules.number(problems, "value", told.value());
        if (told.evidence().isBlank() && !proven) {
            problems.add(new Invalid.Problem("evidence", "ui.form.required", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths()
                .most("note", 1000, told.note())
                .most("evidence", 500, told.evidence())
                .check();
    }

    private long standing(Goal goal, @Nullable Share share, YearMonth month) {
        return jdbc.sql("""
                        select coalesce(max(id), 0) from targets.reading
                        where goal_id = :goal and share_id is not distinct from cast(:share as bigint) and month = :month and superseded_at is null""")
                .param("goal", goal.id().value())
                .param("share", share == null ? null : share.id().value())
                .param("month", month.atDay(1))
                .query(Long.class)
                .single();
    }

    private long insert(Goal goal, @Nullable Share share, Reading.Told told, String correction) {
        try {
            return jdbc.sql("""
                            insert into targets.reading (goal_id, share_id, unit_id, month, value, kept, note, evidence, entered_by, correction)
                            values (:goal, :share, :unit, :month, :value, :kept, :note, :evidence, :me, :correction) returning id""")
                    .param("goal", goal.id().value())
                    .param("share", share == null ? null : share.id().value())
                    .param("unit", (share == null ? goal.unit() : share.holder().unit()).value())
                    .param("month", told.month().atDay(1))
                    .param("value", told.value())
                    .param("kept", told.kept())
                    .param("note", told.note().strip())
                    .param("evidence", told.evidence().strip())
                    .param("me", Scope.current().person())
                    .param("correction", correction)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException somebodyElse) {
            throw new Conflict("reading of " + goal.number());
        }
    }

    /// Somebody else than who entered it says that it is so.
    @Transactional
    public void confirm(long id, int version) {
        var reading = get(id);
        if (!mayConfirm(reading)) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        Integer me = Scope.current().person();
        var by = reading.enteredBy();
        if (me == null || by != null && by.value() == me) {
            throw new Refused("targets.refused.ownValue");
        }
        if (!reading.stands() || reading.confirmedAt() != null) {
            throw new Refused(reading.stands() ? "targets.refused.confirmed" : "targets.refused.corrected");
        }
        int done = jdbc.sql("""
                        update targets.reading set confirmed_by = :me, confirmed_at = verdite.now(), version = version + 1
                        where id = :id and version = :version and superseded_at is null""")
                .param("me", me)
                .param("id", id)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("reading " + id);
        }
    }

    /// True when the reader tells values of a goal, or of one share: who answers for it, or holds a post in
    /// its unit.
    @Transactional(readOnly = true)
    public boolean mayTell(Goal goal, @Nullable Share share) {
        Integer me = Scope.current().person();
        if (share == null) {
            return access.may(Permission.TARGETS_EDIT, goal.unit())
                    || me != null && !Scope.current().readOnly() && goal.owner().value() == me;
        }
        var holder = share.holder();
        return access.may(Permission.TARGETS_SHARE, holder.unit())
                || holders.answers(holder)
                || holder.kind() == Holder.Kind.UNIT && holders.belongs(holder.unit());
    }

    /// True when the reader may confirm what somebody else entered.
    public boolean mayConfirm(Reading reading) {
        return access.may(Permission.TARGETS_SHARE, reading.unit());
    }

    /// True when the reader may keep files for values of a unit.
    public boolean mayProve(UnitId unit) {
        return access.may(Permission.EVIDENCE_ADD, unit);
    }

    /// The files of values, by the values' ids.
    @Transactional(readOnly = true)
    public Map<Long, List<EvidenceFile>> files(List<Reading> told) {
        return evidence
                .of(
                        "targets",
                        "reading",
                        told.stream().map(r -> String.valueOf(r.id())).toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(e -> Long.valueOf(e.getKey()), Map.Entry::getValue));
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Reading get(long id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .param("lang", language())
                .query(Readings::read)
                .optional()
                .orElseThrow(() -> new NotHere("reading " + id));
    }

    /// All that was told of a goal itself or of one share, what was corrected too; the latest month first.
    @Transactional(readOnly = true)
    public List<Reading> of(GoalId goal, @Nullable ShareId share) {
        return jdbc.sql(SELECT + """
                        where r.goal_id = :goal and r.share_id is not distinct from cast(:share as bigint)
                        order by r.month desc, r.id desc limit 200""")
                .param("goal", goal.value())
                .param("share", share == null ? null : share.value())
                .param("lang", language())
                .query(Readings::read)
                .list();
    }

    private static final String SELECT = """
            select r.*, coalesce(verdite.text(organisation.pub_person_name(r.entered_by), :lang), r.recorded_by) as who,
              verdite.text(organisation.pub_person_name(r.confirmed_by), :lang) as confirmed from targets.reading r
            """;

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    private static Reading read(ResultSet rs, int row) throws SQLException {
        Long share = (Long) rs.getObject("share_id");
        Integer by = (Integer) rs.getObject("entered_by");
        var confirmed = rs.getObject("confirmed_at", OffsetDateTime.class);
        var superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        return new Reading(
                rs.getLong("id"),
                new GoalId(rs.getLong("goal_id")),
                share == null ? null : new ShareId(share),
                new UnitId(rs.getInt("unit_id")),
                YearMonth.from(rs.getObject("month", LocalDate.class)),
                rs.getBigDecimal("value"),
                (Boolean) rs.getObject("kept"),
                rs.getString("note"),
                rs.getString("evidence"),
                by == null ? null : new PersonId(by),
                rs.getString("who"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                rs.getString("confirmed"),
                confirmed == null ? null : confirmed.toInstant(),
                rs.getString("correction"),
                superseded == null ? null : superseded.toInstant(),
                rs.getInt("version"));
    }
}
