package org.verdite.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Admits contractors to sites, once nothing stands against it: contracts that cover its days, and what the rooms above
/// say. Needs {@link Permission#PEOPLE_EDIT} at the site.
@Component
public class Admissions {

    private final AdmissionStore store;
    private final JdbcClient jdbc;
    private final Access access;
    private final Sites sites;
    private final Days days;
    private final ObjectProvider<AdmissionBar> bars;

    Admissions(
            AdmissionStore store,
            JdbcClient jdbc,
            Access access,
            Sites sites,
            Days days,
            ObjectProvider<AdmissionBar> bars) {
        this.store = store;
        this.jdbc = jdbc;
        this.access = access;
        this.sites = sites;
        this.days = days;
        this.bars = bars;
    }

    /// It waits until it is admitted; what stands against it is told by {@link #against}.
    ///
    /// @param from no more than a year back: what was not asked for by then is no admission any more
    /// @param until the first day on which it no longer holds; three years at most
    @Transactional
    public Admission ask(int contractor, SiteId site, LocalDate from, LocalDate until, String work) {
        var unit = sites.unitOf(site);
        access.require(Permission.PEOPLE_EDIT, unit);
        boolean seen = jdbc.sql("select exists (select from organisation.contractor where id = :id)")
                .param("id", contractor)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new NotHere("contractor " + contractor);
        }
        Rules.calendarDay("from", from);
        Rules.calendarDay("until", until);
        Rules.period("until", from, until);
        if (from.isBefore(days.today().minusYears(1))) {
            throw new Invalid(
                    "from", "organisation.admission.longAgo", days.today().minusYears(1));
        }
        if (until.isAfter(from.plusYears(3))) {
            throw new Invalid("until", "organisation.admission.long");
        }
        Rules.text("work", work, 500);
        long id = Rules.saying(
                "from", () -> store.add(new AdmissionBar.Asked(contractor, site, unit, from, until), work.strip()));
        return get(id);
    }

    /// Admits, by whoever is signed in and did not ask for it.
    ///
    /// @throws Refused for who asked for it
    /// @throws Invalid with each reason that stands against it
    @Transactional
    public void admit(long id, int version) {
        var admission = editable(id);
        if (admission.state() != Admission.State.WAITING) {
            throw new Refused("organisation.admission.refused.decided");
        }
        if (admission.askedBy() != null && Objects.equals(Scope.current().person(), admission.askedBy())) {
            throw new Refused("organisation.admission.refused.own");
        }
        var against = against(admission);
        if (!against.isEmpty()) {
            throw new Invalid(against.stream()
                    .map(r -> new Invalid.Problem(r.what(), r.key(), r.args()))
                    .toList());
        }
        if (!store.admit(id, version)) {
            throw new Conflict("admission " + id);
        }
    }

    /// Puts aside what waits, or ends what was admitted; the reason stays.
    @Transactional
    public void withdraw(long id, int version, String why) {
        var admission = editable(id);
        if (admission.state() == Admission.State.WITHDRAWN) {
            throw new Refused("organisation.admission.refused.decided");
        }
        if (why.isBlank()) {
            throw new Invalid("why", "ui.form.required");
        }
        if (!store.withdraw(id, version, Rules.text("why", why.strip(), 500))) {
            throw new Conflict("admission " + id);
        }
    }

    private Admission editable(long id) {
        var admission = get(id);
        access.require(Permission.PEOPLE_EDIT, new UnitId(admission.unit()));
        return admission;
    }

    /// What stands against it now; also of one that was admitted, for a letter that changed since.
    @Transactional(readOnly = true)
    public List<AdmissionBar.Reason> against(Admission admission) {
        return against(List.of(admission)).getOrDefault(admission.id(), List.of());
    }

    /// What stands against each of many, asked once for all of them; by their ids. Nothing stands against what was
    /// withdrawn.
    @Transactional(readOnly = true)
    public Map<Long, List<AdmissionBar.Reason>> against(List<Admission> admissions) {
        var open = admissions.stream()
                .filter(a -> a.state() != Admission.State.WITHDRAWN)
                .toList();
        var asked = open.stream().map(Admission::asked).distinct().toList();
        var told = new HashMap<AdmissionBar.Asked, List<AdmissionBar.Reason>>();
        if (!asked.isEmpty()) {
            bars.orderedStream()
                    .forEach(bar -> bar.against(asked)
                            .forEach((one, reasons) -> told.computeIfAbsent(one, _ -> new ArrayList<>())
                                    .addAll(reasons)));
        }
        return open.stream().collect(Collectors.toMap(Admission::id, a -> told.getOrDefault(a.asked(), List.of())));
    }

    /// @throws NotHere when the reader does not see its site
    @Transactional(readOnly = true)
    public Admission get(long id) {
        return store.find(id).orElseThrow(() -> new NotHere("admission " + id));
    }

    /// What waits first, then the latest.
    ///
    /// @param contractor null for any
    /// @param state null for any
    @Transactional(readOnly = true)
    public List<Admission> list(@Nullable Integer contractor, Admission.@Nullable State state) {
        return store.list(Objects.requireNonNullElse(contractor, 0), state);
    }
}
