package org.verdite.obligations;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.PermitRows.Permit;
import org.verdite.obligations.PermitRows.Referred;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;

/// Permits in time: what one says of itself is corrected, it ends, another takes its place, and it no longer refers to
/// a standard. What it said before stays readable; whatever days are judged differently now are judged again.
@Component
public class Permits {

    /// What a permit says of itself.
    ///
    /// @param to the first day on which it no longer holds
    public record Terms(
            LocalText name,
            String authority,
            LocalDate from,
            @Nullable LocalDate to,
            String source) {}

    private final PermitRows rows;
    private final LimitRows limits;
    private final Access access;
    private final ApplicationEventPublisher events;

    Permits(PermitRows rows, LimitRows limits, Access access, ApplicationEventPublisher events) {
        this.rows = rows;
        this.limits = limits;
        this.access = access;
        this.events = events;
    }

    /// What was entered was wrong.
    ///
    /// @param version as it was read
    /// @throws Conflict when somebody changed the permit since
    @Transactional
    public void correct(long permit, int version, Terms terms) {
        var before = take(permit, version);
        check(terms);
        rows.write(permit, terms);
        changed(before, earliest(before, terms.from(), terms.to()));
    }

    /// It no longer holds from the given day on; also a later day than was entered first.
    @Transactional
    public void end(long permit, int version, LocalDate to) {
        var before = take(permit, version);
        if (!to.isAfter(before.terms().from())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
        var terms = before.terms();
        rows.write(permit, new Terms(terms.name(), terms.authority(), terms.from(), to, terms.source()));
        changed(before, earliest(before, terms.from(), to));
    }

    /// Another permit takes its place from a day on, with the limits and references that hold then; the old one ends
    /// that day, if it did not end before. Answers the new one's id.
    @Transactional
    public long renew(long permit, int version, String code, LocalDate from, @Nullable LocalDate to) {
        var before = take(permit, version);
        if (code.isBlank()) {
            throw new Invalid("code", "ui.form.required");
        }
        new Lengths().most("code", 80, code).check();
        if (!from.isAfter(before.terms().from())) {
            throw new Invalid("from", "obligations.invalid.changeFrom");
        }
        if (to != null && !to.isAfter(from)) {
            throw new Invalid("to", "obligations.invalid.to");
        }
        var terms = before.terms();
        long renewed = limits.insert(new NewLimitSet(
                before.unit(),
                code,
                "",
                "",
                terms.name(),
                terms.authority(),
                before.site(),
                before.facility(),
                from,
                to,
                permit,
                terms.source(),
                "",
                before.verifiedBy()));
        rows.copyLimits(permit, renewed, from);
        rows.copyReferences(permit, renewed, from);
        rows.copyQuotas(permit, renewed, from);
        if (terms.to() == null || terms.to().isAfter(from)) {
            rows.write(permit, new Terms(terms.name(), terms.authority(), terms.from(), from, terms.source()));
        }
        changed(before, from);
        return renewed;
    }

    /// The permit no longer refers to a standard.
    ///
    /// @param from the first day on which it does not; null when it never did
    @Transactional
    public void withdraw(long reference, @Nullable LocalDate from) {
        Referred before = rows.takeReference(reference);
        access.require(Permission.OBLIGATIONS_EDIT, before.unit());
        if (from != null && (!from.isAfter(before.from()) || before.to() != null && from.isAfter(before.to()))) {
            throw new Invalid("from", "obligations.invalid.to");
        }
        rows.withdraw(reference, from);
        events.publishEvent(new LimitChanged(
                before.unit(),
                limits.siteOf(before.permit()),
                limits.parametersOf(before.standard()),
                from == null ? before.from() : from));
    }

    private Permit take(long permit, int version) {
        var before = rows.take(permit);
        access.require(Permission.OBLIGATIONS_EDIT, before.unit());
        if (before.version() != version) {
            throw new Conflict("permit " + permit);
        }
        return before;
    }

    private static void check(Terms terms) {
        new Lengths()
                .most("name", 200, terms.name())
                .most("authority", 200, terms.authority())
                .most("source", 500, terms.source())
                .check();
        if (terms.to() != null && !terms.to().isAfter(terms.from())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
    }

    /// The first day about which the permit says something else now; null when it holds on the same days.
    private static @Nullable LocalDate earliest(Permit before, LocalDate from, @Nullable LocalDate to) {
        var days = new TreeSet<LocalDate>();
        if (!from.equals(before.terms().from())) {
            days.add(from);
            days.add(before.terms().from());
        }
        var was = before.terms().to();
        if (to != null && !to.equals(was)) {
            days.add(to);
        }
        if (was != null && !was.equals(to)) {
            days.add(was);
        }
        return days.isEmpty() ? null : days.getFirst();
    }

    private void changed(Permit permit, @Nullable LocalDate from) {
        Set<String> parameters = rows.parameters(permit.id());
        if (from != null && !parameters.isEmpty()) {
            events.publishEvent(new LimitChanged(permit.unit(), limits.siteOf(permit.id()), parameters, from));
        }
    }
}
