package org.verdite.targets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// What became of each share when its year is over. Who gave it says so and signs; who carries it never
/// does, and answers. Nothing is evaluated while a value of its year is missing.
@Component
public class Evaluations {

    /// @param asked what the year asked; 1 for an obligation
    /// @param degree of it, in per cent
    /// @param weight how much it counts among the shares of its holder
    /// @param unconfirmed values it stands on that nobody else had confirmed
    /// @param seen who answered for the holder; null before
    public record Evaluation(
            long id,
            ShareId share,
            BigDecimal asked,
            BigDecimal reached,
            BigDecimal degree,
            BigDecimal score,
            BigDecimal weight,
            String note,
            int unconfirmed,
            String fingerprint,
            String by,
            Instant at,
            String comment,
            @Nullable String seen,
            @Nullable Instant seenAt,
            int version) {}

    private final JdbcClient jdbc;
    private final ShareStore store;
    private final Shares shares;
    private final GoalStore goals;
    private final Holders holders;
    private final Progress progress;
    private final Access access;

    Evaluations(
            JdbcClient jdbc,
            ShareStore store,
            Shares shares,
            GoalStore goals,
            Holders holders,
            Progress progress,
            Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.shares = shares;
        this.goals = goals;
        this.holders = holders;
        this.progress = progress;
        this.access = access;
    }

    /// Who gave the share says what became of it. What was reached is read, not typed.
    ///
    /// @param weight above zero
    /// @throws Refused while the year runs, while a value is missing, and for who carries the share
    @Transactional
    public long evaluate(ShareId id, int version, BigDecimal weight, String note) {
        var share = shares.given(id, version);
        var goal = goals.require(share.goal());
        new Lengths().most("note", 1000, note).check();
        if (weight.signum() <= 0
                || weight.compareTo(new BigDecimal("1000")) > 0
                || weight.stripTrailingZeros().scale() > 2) {
            throw new Invalid("weight", "targets.invalid.evaluationWeight");
        }
        if (goal.horizon() != Horizon.ANNUAL) {
            throw new Refused("targets.refused.notAnnual");
        }
        if (goal.state() != GoalState.ACTIVE) {
            throw new Refused("targets.refused.notWorkedOn");
        }
        if (share.state() != ShareState.ACCEPTED) {
            throw new Refused("targets.refused.notSigned");
        }
        if (carriedByMe(share)) {
            throw new Refused("targets.refused.ownShare");
        }
        var standing = standing(goal, share);
        var reached = Objects.requireNonNull(standing.reached());
        var asked = share.value() == null ? BigDecimal.ONE : share.value();
        var direction = goal.method().numeric() ? goal.direction() : NewTarget.Direction.AT_LEAST;
        var attained = Attainment.of(direction, asked, reached);
        long made = insert(share, asked, reached, attained, weight, note.strip(), standing.unconfirmed());
        store.evaluated(id);
        store.said(
                id, share.holder().unit(), "EVALUATED", goal.method().numeric() ? reached : null, note.strip(), null);
        return made;
    }

    /// What is known of the whole year.
    ///
    /// @throws Refused when something of it is not: it is asked for, and not guessed
    private Standing standing(Goal goal, Share share) {
        var today = holders.today();
        var last = new Periods(goal.dueYear(), goal.every()).all().getLast();
        if (!last.atEndOfMonth().isBefore(today)) {
            throw new Refused("targets.refused.yearRuns", String.valueOf(goal.dueYear()));
        }
        var standing = progress.of(goal, share, goal.dueYear(), today, 0).whole();
        if (!last.equals(standing.through())) {
            throw new Refused(
                    "targets.refused.notEvaluable",
                    standing.missing() == 0 ? 1 : standing.missing(),
                    String.valueOf(goal.dueYear()));
        }
        return standing;
    }

    private long insert(
            Share share,
            BigDecimal asked,
            BigDecimal reached,
            Attainment attained,
            BigDecimal weight,
            String note,
            int unconfirmed) {
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        String words = String.join(
                "\u001f",
                Objects.requireNonNullElse(share.fingerprint(), ""),
                asked.toPlainString(),
                reached.toPlainString(),
                attained.degree().toPlainString(),
                weight.toPlainString(),
                note);
        return jdbc.sql("""
                        insert into targets.evaluation (share_id, unit_id, asked, reached, degree, score, weight, note, unconfirmed, fingerprint, evaluated_by)
                        values (:share, :unit, :asked, :reached, :degree, :score, :weight, :note, :unconfirmed, :print, :me) returning id""")
                .param("share", share.id().value())
                .param("unit", share.holder().unit().value())
                .param("asked", asked)
                .param("reached", reached)
                .param("degree", attained.degree())
                .param("score", attained.score())
                .param("weight", weight)
                .param("note", note)
                .param("unconfirmed", unconfirmed)
                .param("print", Sha256.hex(words.getBytes(StandardCharsets.UTF_8)))
                .param("me", me)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Who carries the share has read what became of it, and says what there is to say.
    ///
    /// @param comment may be empty
    @Transactional
    public void answer(ShareId id, int version, String comment) {
        var share = store.require(id);
        var evaluation = of(id).orElseThrow(() -> new Refused("targets.refused.notEvaluated"));
        if (!mayAnswer(share)) {
            throw new NotPermitted("TARGETS_SHARE");
        }
        new Lengths().most("comment", 1000, comment).check();
        if (evaluation.seenAt() != null) {
            throw new Refused("targets.refused.answered");
        }
        int done = jdbc.sql("""
                        update targets.evaluation set comment = :comment, seen_by = :me, seen_at = verdite.now(), version = version + 1
                        where id = :id and version = :version""")
                .param("comment", comment.strip())
                .param("me", Scope.current().person())
                .param("id", evaluation.id())
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("evaluation " + evaluation.id());
        }
    }

    /// The goal itself is over once each share that was signed for is evaluated.
    ///
    /// @throws Refused naming how many are not
    @Transactional
    public void close(GoalId id, int version) {
        access.require(Permission.TARGETS_EDIT, goals.require(id).unit());
        var goal = goals.take(id);
        GoalStore.unchanged(goal, version);
        if (goal.state() != GoalState.ACTIVE) {
            throw new Refused(
                    goal.state() == GoalState.DRAFT
                            ? "targets.refused.notWorkedOn"
                            : "targets.refused.state." + goal.state());
        }
        if (holders.today().getYear() <= goal.dueYear()) {
            throw new Refused("targets.refused.yearRuns", String.valueOf(goal.dueYear()));
        }
        int open = open(id);
        if (open > 0) {
            throw new Refused("targets.refused.sharesOpen", open);
        }
        goals.state(id, GoalState.EVALUATED, "");
    }

    /// Shares of an annual goal that were signed for and are not evaluated yet.
    @Transactional(readOnly = true)
    public int open(GoalId id) {
        return jdbc.sql("""
                        select case when g.horizon = 'ANNUAL' then (select count(*)::int from targets.share s where s.goal_id = g.id and s.state = 'ACCEPTED')
                          else 0 end from targets.goal g where g.id = :id""").param("id", id.value()).query(Integer.class).single();
    }

    @Transactional(readOnly = true)
    public Optional<Evaluation> of(ShareId share) {
        return jdbc.sql("""
                        select e.*, coalesce(verdite.text(organisation.pub_person_name(e.evaluated_by), :lang), '') as evaluator,
                          verdite.text(organisation.pub_person_name(e.seen_by), :lang) as holder from targets.evaluation e where e.share_id = :share""")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("share", share.value())
                .query(Evaluations::read)
                .optional();
    }

    /// True when the reader may evaluate a share now, but for values that are missing.
    @Transactional(readOnly = true)
    public boolean mayEvaluate(Goal goal, Share share) {
        var last = YearMonth.of(goal.dueYear(), 12).atEndOfMonth();
        return goal.horizon() == Horizon.ANNUAL
                && goal.state() == GoalState.ACTIVE
                && share.state() == ShareState.ACCEPTED
                && last.isBefore(holders.today())
                && Scope.current().person() != null
                && shares.mayChange(goal, share)
                && !carriedByMe(share);
    }

    /// True when the reader answers for who carries a share, and did not evaluate it.
    @Transactional(readOnly = true)
    public boolean mayAnswer(Share share) {
        Integer me = Scope.current().person();
        return me != null
                && (holders.answers(share.holder()) || holders.belongs(share.holder()))
                && jdbc.sql(
                                "select exists (select from targets.evaluation where share_id = :share and evaluated_by <> :me)")
                        .param("share", share.id().value())
                        .param("me", me)
                        .query(Boolean.class)
                        .single();
    }

    private boolean carriedByMe(Share share) {
        Integer me = Scope.current().person();
        PersonId signed = share.acceptedBy();
        return me != null && (signed != null && signed.value() == me || holders.belongs(share.holder()));
    }

    private static Evaluation read(ResultSet rs, int row) throws SQLException {
        var seen = rs.getObject("seen_at", OffsetDateTime.class);
        return new Evaluation(
                rs.getLong("id"),
                new ShareId(rs.getLong("share_id")),
                rs.getBigDecimal("asked"),
                rs.getBigDecimal("reached"),
                rs.getBigDecimal("degree"),
                rs.getBigDecimal("score"),
                rs.getBigDecimal("weight"),
                rs.getString("note"),
                rs.getInt("unconfirmed"),
                rs.getString("fingerprint"),
                rs.getString("evaluator"),
                rs.getObject("evaluated_at", OffsetDateTime.class).toInstant(),
                rs.getString("comment"),
                rs.getString("holder"),
                seen == null ? null : seen.toInstant(),
                rs.getInt("version"));
    }
}
