package org.verdite.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Lets a unit off a duty of a year that it did not do, by name: who asked, why, until when it is made good, and who
/// one level up let it off. Never the one that asked.
@Component
public class Waivers {

    public enum State {
        ASKED,
        GRANTED,
        REFUSED
    }

    /// @param until the day by which it is made good
    /// @param decidedBy null while it waits
    public record Waiver(
            long id,
            UnitId unit,
            int year,
            String duty,
            String why,
            LocalDate until,
            String language,
            PersonId askedBy,
            String askedName,
            Instant askedAt,
            State state,
            @Nullable PersonId decidedBy,
            String decidedName,
            @Nullable Instant decidedAt,
            String decidedWhy) {}

    private static final String SELECT = """
            select w.*, coalesce(verdite.text(organisation.pub_person_name(w.asked_by), :lang), '') as asked_name,
              coalesce(verdite.text(organisation.pub_person_name(w.decided_by), :lang), '') as decided_name from governance.waiver w""";

    private final JdbcClient jdbc;
    private final Access access;
    private final UnitTrees trees;
    private final UnitClock clocks;

    Waivers(JdbcClient jdbc, Access access, UnitTrees trees, UnitClock clocks) {
        this.jdbc = jdbc;
        this.access = access;
        this.trees = trees;
        this.clocks = clocks;
    }

    /// Asks that a missing duty be let off.
    ///
    /// @throws Invalid naming `why` and `until`
    /// @throws Refused when one stands already
    @Transactional
    public long ask(UnitId unit, int year, String duty, String why, LocalDate until) {
        access.require(Permission.REVIEW_HOLD, unit);
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
        requireOpen(unit, year);
        check(unit, year, duty, why, until);
        try {
            return jdbc.sql("""
                            insert into governance.waiver (unit_id, year, duty, why, until, language, asked_by)
                            values (:unit, :year, :duty, :why, :until, :language, :me) returning id""")
                    .param("unit", unit.value())
                    .param("year", year)
                    .param("duty", duty)
                    .param("why", why.strip())
                    .param("until", until)
                    .param("language", LocaleContextHolder.getLocale().getLanguage())
                    .param("me", me)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException twice) {
            throw new Refused("governance.refused.askedAlready");
        }
    }

    private void check(UnitId unit, int year, String duty, String why, LocalDate until) {
        boolean known = jdbc.sql("select exists (select from governance.duty where code = :code)")
                .param("code", duty)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid("duty", "ui.form.choice");
        }
        if (why.isBlank()) {
            throw new Invalid("why", "ui.form.required");
        }
        new Lengths().most("why", 2000, why).check();
        var today = clocks.today(clocks.zone(unit));
        if (until.getYear() <= year || until.isBefore(today) || until.isAfter(today.plusYears(2))) {
            throw new Invalid("until", "governance.invalid.until");
        }
    }

    private void requireOpen(UnitId unit, int year) {
        boolean closed = jdbc.sql(
                        "select exists (select from governance.closed_year where unit_id = :unit and year = :year)")
                .param("unit", unit.value())
                .param("year", year)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (closed) {
            throw new Refused("governance.refused.closedAlready", String.valueOf(year));
        }
    }

    /// Whoever lets a unit off says why, as whoever does not.
    ///
    /// @throws Refused for who asked
    /// @throws NotPermitted for who may not decide one level up
    @Transactional
    public void decide(long id, boolean granted, String why) {
        var waiver = take(id);
        if (ReviewStore.me(waiver.askedBy())) {
            throw new Refused("governance.refused.waiveOwn");
        }
        if (!mayDecide(waiver)) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
        if (waiver.state() != State.ASKED) {
            throw new Refused("governance.refused.decided");
        }
        requireOpen(waiver.unit(), waiver.year());
        if (why.isBlank()) {
            throw new Invalid("decidedWhy", "ui.form.required");
        }
        new Lengths().most("decidedWhy", 2000, why).check();
        jdbc.sql("""
                        update governance.waiver set state = :state, decided_by = :me, decided_at = verdite.now(), decided_why = :why
                        where id = :id""")
                .param("state", granted ? "GRANTED" : "REFUSED")
                .param("me", Scope.current().person())
                .param("why", why.strip())
                .param("id", id)
                .update();
    }

    /// True for who may hold reviews one level up; at the top there itself. Never for who asked.
    public boolean mayDecide(Waiver waiver) {
        var node = trees.today().node(waiver.unit().value());
        if (node == null || Scope.current().person() == null || ReviewStore.me(waiver.askedBy())) {
            return false;
        }
        Integer parent = node.parent();
        return access.may(Permission.REVIEW_HOLD, parent == null ? waiver.unit() : new UnitId(parent));
    }

    /// Not there before anything about what was asked is said.
    ///
    /// @throws NotHere for a unit outside of the reader's scope
    /// @throws NotPermitted for who may not ask there
    public void requireMayAsk(UnitId unit) {
        access.require(Permission.REVIEW_HOLD, unit);
    }

    private Waiver take(long id) {
        jdbc.sql("select id from governance.waiver where id = :id for update")
                .param("id", id)
                .query((rs, _) -> rs.getLong(1))
                .optional();
        return find(id).orElseThrow(() -> new NotHere("waiver " + id));
    }

    @Transactional(readOnly = true)
    public Optional<Waiver> find(long id) {
        return jdbc.sql(SELECT + " where w.id = :id")
                .param("id", id)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Waivers::read)
                .optional();
    }

    /// Those of a unit's year that wait or were granted.
    @Transactional(readOnly = true)
    public List<Waiver> standing(UnitId unit, int year) {
        return jdbc.sql(SELECT + " where w.unit_id = :unit and w.year = :year and w.state <> 'REFUSED' order by w.id")
                .param("unit", unit.value())
                .param("year", year)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Waivers::read)
                .list();
    }

    private static Waiver read(ResultSet rs, int row) throws SQLException {
        var by = rs.getObject("decided_by", Integer.class);
        return new Waiver(
                rs.getLong("id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("year"),
                rs.getString("duty"),
                rs.getString("why"),
                rs.getObject("until", LocalDate.class),
                rs.getString("language"),
                new PersonId(rs.getInt("asked_by")),
                rs.getString("asked_name"),
                rs.getObject("asked_at", java.time.OffsetDateTime.class).toInstant(),
                State.valueOf(rs.getString("state")),
                by == null ? null : new PersonId(by),
                rs.getString("decided_name"),
                ReviewStore.instant(rs, "decided_at"),
                rs.getString("decided_why"));
    }
}
