package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Committees of units, from the day they are set up to the day they end. Who sits in them is in {@link Seats}.
@Component
public class Committees {

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final UnitClock clocks;
    private final Access access;

    Committees(JdbcClient jdbc, CommitteeStore store, UnitClock clocks, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.clocks = clocks;
        this.access = access;
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Committee get(CommitteeId id) {
        return store.require(id);
    }

    @Transactional(readOnly = true)
    public Optional<Committee> find(CommitteeId id) {
        return store.find(id);
    }

    /// Today by the unit's own calendar.
    @Transactional(readOnly = true)
    public LocalDate today(UnitId unit) {
        return clocks.today(clocks.zone(unit));
    }

    /// True for who may hold reviews at the unit, for the chair and for the secretary.
    @Transactional(readOnly = true)
    public boolean mayPrepare(Committee committee) {
        return store.mayPrepare(committee, today(committee.unit()));
    }

    /// True for who may set up and end committees there and say who sits in them.
    public boolean mayRule(Committee committee) {
        return access.may(Permission.REVIEW_HOLD, committee.unit());
    }

    /// Needs {@link Permission#REVIEW_HOLD} at the unit.
    ///
    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public CommitteeId setUp(NewCommittee n) {
        access.require(Permission.REVIEW_HOLD, n.unit());
        check(n.name(), n.remit(), n.quorum());
        if (n.opened().getYear() < 1990 || n.opened().getYear() > 2199) {
            throw new Invalid("opened", "ui.form.date", n.opened().toString());
        }
        var binding = n.bindingFrom();
        if (binding != null && (binding.isBefore(n.opened()) || binding.getYear() > 2199)) {
            throw new Invalid("bindingFrom", "governance.invalid.beforeOpened", n.opened());
        }
        var sql = jdbc.sql("""
                        insert into governance.committee (unit_id, kind, name, remit, language, quorum, opened, binding_from,
                          passes_goals, passes_funding, passes_years, passes_reviews)
                        values (:unit, :kind, cast(:name as jsonb), :remit, :language, :quorum, :opened, cast(:binding as date),
                          :passes_goals, :passes_funding, :passes_years, :passes_reviews) returning id""")
                .param("unit", n.unit().value())
                .param("kind", n.kind().name())
                .param("name", n.name().json())
                .param("remit", n.remit().strip())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("quorum", n.quorum())
                .param("opened", n.opened())
                .param("binding", n.bindingFrom())
                .params(passes(n.passes()));
        return oneDoor(() -> new CommitteeId(sql.query((rs, _) -> rs.getLong(1)).single()));
    }

    /// Another name, remit, quorum, other matters that pass through it, or another day from which that binds. What was
    /// begun without it stays: nothing becomes binding for days that are over.
    ///
    /// @param bindingFrom null: from now on it only advises
    @Transactional
    public void change(
            CommitteeId id,
            int version,
            LocalText name,
            String remit,
            int quorum,
            Set<Matter> passes,
            @Nullable LocalDate bindingFrom) {
        var committee = taken(id, version);
        check(name, remit, quorum);
        if (bindingFrom != null
                && !bindingFrom.equals(committee.bindingFrom())
                && (bindingFrom.isBefore(today(committee.unit()))
                        || bindingFrom.isBefore(committee.opened())
                        || bindingFrom.getYear() > 2199)) {
            throw new Invalid("bindingFrom", "governance.invalid.bindingPast");
        }
        var sql = jdbc.sql("""
                        update governance.committee set name = cast(:name as jsonb), remit = :remit, quorum = :quorum,
                          passes_goals = :passes_goals, passes_funding = :passes_funding, passes_years = :passes_years,
                          passes_reviews = :passes_reviews, binding_from = cast(:binding as date), version = version + 1 where id = :id""")
                .param("name", name.json())
                .param("remit", remit.strip())
                .param("quorum", quorum)
                .param("binding", bindingFrom)
                .param("id", id.value())
                .params(passes(passes));
        oneDoor(sql::update);
    }

    /// It meets no more; what it decided stays.
    ///
    /// @throws Refused while a meeting of it is not over
    @Transactional
    public void end(CommitteeId id, int version, LocalDate on) {
        var committee = taken(id, version);
        if (on.isBefore(committee.opened()) || on.isAfter(today(committee.unit()))) {
            throw new Invalid("closed", "governance.invalid.committeeEnd");
        }
        var open = jdbc.sql("""
                        select number from governance.meeting where committee_id = :id and state in ('PLANNED', 'HELD') order by id limit 1""")
                .param("id", id.value())
                .query((rs, _) -> rs.getString(1))
                .optional();
        if (open.isPresent()) {
            throw new Refused("governance.refused.meetingOpen", open.get());
        }
        jdbc.sql("update governance.committee set closed = :on, version = version + 1 where id = :id")
                .param("on", on)
                .param("id", id.value())
                .update();
    }

    private Committee taken(CommitteeId id, int version) {
        var committee = store.take(id);
        access.require(Permission.REVIEW_HOLD, committee.unit());
        open(committee);
        if (committee.version() != version) {
            throw new Conflict("committee " + id);
        }
        return committee;
    }

    /// @throws Refused when it has ended
    static void open(Committee committee) {
        if (committee.closed() != null) {
            throw new Refused("governance.refused.committeeEnded", committee.closed());
        }
    }

    private static Map<String, Boolean> passes(Set<Matter> passes) {
        var columns = new java.util.HashMap<String, Boolean>();
        CommitteeStore.PASSES.forEach((matter, column) -> columns.put(column, passes.contains(matter)));
        return columns;
    }

    private static <T> T oneDoor(Supplier<T> step) {
        try {
            return step.get();
        } catch (DuplicateKeyException e) {
            throw new Invalid("passes", "governance.invalid.passes");
        }
    }

    private static void check(LocalText name, String remit, int quorum) {
        var problems = new ArrayList<Invalid.Problem>();
        if (name.texts().values().stream().allMatch(String::isBlank)) {
            problems.add(new Invalid.Problem("name.en", "ui.form.required", List.of()));
        }
        if (quorum < 1 || quorum > 100) {
            problems.add(new Invalid.Problem("quorum", "ui.form.range", List.of("1", "100")));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("name", 200, name).most("remit", 2000, remit).check();
    }
}
