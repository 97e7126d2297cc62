package org.verdite.inspections;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Inspections, visits and audits from plan to issue (ISO 14001, 9.1.2 and 9.2; ISO 19011, 6). Who looks is said in
/// {@link Team}, what was seen in {@link Observations}, what it comes to in {@link Findings}.
@Component
public class Inspections {

    static final int MONTHS = 24;
    private static final int MOST_MEMBERS = 30;

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Team team;
    private final Access access;
    private final Clock clock;

    Inspections(JdbcClient jdbc, InspectionStore store, Team team, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.team = team;
        this.access = access;
        this.clock = clock;
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Inspection get(InspectionId id) {
        return store.require(id);
    }

    /// True for the leader of the team and for who plans inspections there.
    @Transactional(readOnly = true)
    public boolean mayLead(InspectionId id) {
        return store.mayLead(store.require(id));
    }

    /// Plans an inspection by the edition that is published now. A programme's stricter independence counts.
    ///
    /// @param clientKey the caller's own key: the same key at the same unit is the same inspection
    /// @throws Invalid naming each field that can't be taken
    /// @throws Refused when somebody of the team answered for what it looks at
    @Transactional
    public InspectionId plan(NewInspection n, @Nullable String clientKey) {
        access.require(Permission.INSPECTION_PLAN, n.unit());
        check(n);
        if (clientKey != null) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7))")
                    .param("key", n.unit() + " " + clientKey)
                    .query((_, _) -> 0)
                    .single();
            var before = byKey(n, clientKey);
            if (before.isPresent()) {
                return before.get();
            }
        }
        var zone = store.zone(n.unit());
        int year = LocalDate.ofInstant(clock.instant(), zone).getYear();
        int group = jdbc.sql("select organisation.pub_top(:unit)")
                .param("unit", n.unit().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        var id = new InspectionId(jdbc.sql("""
                        insert into inspections.inspection (unit_id, group_id, number, client_key, kind, language, title, scope, body, edition_id,
                          site_kind, planned_from, planned_to, independence_months, time_zone)
                        values (:unit, :group, :number, :key, :kind, :language, :title, :scope, :body, :edition,
                          coalesce((select s.kind from organisation.pub_site s where s.unit_id = :unit order by s.id limit 1), ''),
                          :from, :to, greatest(:months, inspections.strictness(:unit, :ofYear)), :zone) returning id""")
                .param("unit", n.unit().value())
                .param("group", group)
                .param("number", number(group, year))
                .param("key", clientKey)
                .param("kind", n.kind().name())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("title", n.title().strip())
                .param("scope", n.scope().strip())
                .param("body", n.body().strip())
                .param("edition", published(n.checklist()))
                .param("from", n.from())
                .param("to", n.to())
                .param("months", Objects.requireNonNullElse(n.independenceMonths(), MONTHS))
                .param("ofYear", n.from().getYear())
                .param("zone", zone.getId())
                .query((rs, _) -> rs.getLong(1))
                .single());
        var inspection = store.require(id);
        team.insert(inspection, n.leader(), Part.LEADER);
        n.members().stream()
                .distinct()
                .filter(m -> !m.equals(n.leader()))
                .forEach(m -> team.insert(inspection, m, Part.MEMBER));
        return id;
    }

    private Optional<InspectionId> byKey(NewInspection n, String key) {
        record Before(long id, boolean same) {}
        var before = jdbc.sql("""
                        select id, kind = :kind and (version > 1 or title = :title) as same from inspections.inspection
                        where unit_id = :unit and client_key = :key""")
                .param("unit", n.unit().value())
                .param("key", key)
                .param("kind", n.kind().name())
                .param("title", n.title().strip())
                .query((rs, _) -> new Before(rs.getLong(1), rs.getBoolean(2)))
                .optional();
        if (before.isPresent() && !before.get().same()) {
            throw new Refused("ui.once.other");
        }
        return before.map(b -> new InspectionId(b.id()));
    }

    private void check(NewInspection n) {
        if (n.title().isBlank()) {
            throw new Invalid("title", "ui.form.required");
        }
        new Lengths()
                .most("title", 200, n.title())
                .most("scope", 2000, n.scope())
                .most("body", 200, n.body())
                .check();
        if (n.kind().outside() && n.body().isBlank()) {
            throw new Invalid("body", "inspections.invalid.body");
        }
        if (n.to().isBefore(n.from()) || n.to().isAfter(n.from().plusDays(180))) {
            throw new Invalid("to", "inspections.invalid.to");
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (n.from().isBefore(today.minusYears(1)) || n.from().isAfter(today.plusYears(5))) {
            throw new Invalid("from", "inspections.invalid.from");
        }
        if (n.members().size() > MOST_MEMBERS) {
            throw new Invalid("members", "inspections.invalid.members", MOST_MEMBERS);
        }
        var months = n.independenceMonths();
        if (months != null && (months < 0 || months > 120)) {
            throw new Invalid("independenceMonths", "ui.form.range", 0, 120);
        }
    }

    private int published(int checklist) {
        return jdbc.sql("select id from inspections.edition where checklist_id = :id and state = 'PUBLISHED'")
                .param("id", checklist)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new Invalid("checklist", "inspections.invalid.unpublished"));
    }

    private String number(int group, int year) {
        int last = jdbc.sql("""
                        insert into inspections.number_series as n (group_id, year, last) values (:group, :year, 1)
                        on conflict (group_id, year) do update set last = n.last + 1 returning last""")
                .param("group", group)
                .param("year", year)
                .query((rs, _) -> rs.getInt(1))
                .single();
        return "IN-%d-%04d".formatted(year, last);
    }

    /// Other days, while it is planned.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void postpone(InspectionId id, int version, LocalDate from, LocalDate to) {
        var i = led(id, version, InspectionState.PLANNED);
        if (to.isBefore(from) || to.isAfter(from.plusDays(180))) {
            throw new Invalid("to", "inspections.invalid.to");
        }
        jdbc.sql(
                        "update inspections.inspection set planned_from = :from, planned_to = :to, version = version + 1 where id = :id")
                .param("from", from)
                .param("to", to)
                .param("id", i.id().value())
                .update();
    }

    /// The opening meeting was held: observations come in from now on.
    ///
    /// @throws Refused while somebody from outside has not said that they have no conflict of interest
    @Transactional
    public void open(InspectionId id, int version, String note) {
        var i = led(id, version, InspectionState.PLANNED);
        new Lengths().most("note", 4000, note).check();
        team.requireReady(i);
        jdbc.sql("""
                        update inspections.inspection set state = 'OPEN', opened_at = verdite.now(), opened_by = :me, opening_note = :note,
                          version = version + 1 where id = :id""")
                .param("me", Scope.current().person())
                .param("note", note.strip())
                .param("id", i.id().value())
                .update();
    }

    /// Collecting is over: what was seen is put together and discussed.
    ///
    /// @throws Refused while two observations of one criterion contradict each other
    @Transactional
    public void close(InspectionId id, int version) {
        var i = led(id, version, InspectionState.OPEN);
        List<String> contradicting = jdbc.sql("""
                        select subject from inspections.standing(:id) where answer <> 'TAKEN_BACK'
                        group by subject having count(distinct (answer, coalesce(measured, 0))) > 1 order by subject""")
                .param("id", i.id().value())
                .query((rs, _) -> rs.getString(1))
                .list();
        if (!contradicting.isEmpty()) {
            throw new Refused(
                    "inspections.refused.contradicting",
                    String.join(", ", contradicting.stream().limit(10).toList()));
        }
        jdbc.sql("""
                        update inspections.inspection set state = 'CLOSING', closing_at = verdite.now(), closing_by = :me, version = version + 1
                        where id = :id""")
                .param("me", Scope.current().person())
                .param("id", i.id().value())
                .update();
    }

    /// Something was left out: observations come in again.
    @Transactional
    public void collectAgain(InspectionId id, int version) {
        var i = led(id, version, InspectionState.CLOSING);
        jdbc.sql("update inspections.inspection set state = 'OPEN', version = version + 1 where id = :id")
                .param("id", i.id().value())
                .update();
    }

    /// It is not held, or not brought to an end. What was seen stays.
    @Transactional
    public void cancel(InspectionId id, int version, String because) {
        var i = led(id, version, InspectionState.PLANNED, InspectionState.OPEN, InspectionState.CLOSING);
        if (!store.mayPlan(i)) {
            throw new NotPermitted(Permission.INSPECTION_PLAN.name());
        }
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        jdbc.sql("""
                        update inspections.inspection set state = 'CANCELLED', cancelled_because = :because, version = version + 1 where id = :id""")
                .param("because", because.strip())
                .param("id", i.id().value())
                .update();
    }

    private Inspection led(InspectionId id, int version, InspectionState... states) {
        var i = store.take(id);
        store.requireLead(i);
        InspectionStore.unchanged(i, version);
        InspectionStore.in(i, states);
        return i;
    }
}
