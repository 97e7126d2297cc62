package org.verdite.governance.web.committee;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.governance.committee.Committee;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// What is typed of a committee and of its seats.
final class CommitteeForms {

    /// What can pass through a committee.
    static final List<Matter> PASSES = List.of(Matter.GOAL, Matter.FUNDING, Matter.YEAR, Matter.REVIEW);

    private CommitteeForms() {}

    /// @param bindingFrom null for a committee that only advises
    record Terms(
            LocalText name,
            String remit,
            int quorum,
            Set<Matter> passes,
            @Nullable LocalDate bindingFrom) {}

    static Terms terms(Form form) {
        Set<Matter> passes = EnumSet.noneOf(Matter.class);
        PASSES.stream().filter(m -> form.ticked("passes." + m)).forEach(passes::add);
        return new Terms(
                form.texts("name", 200),
                form.optionalText("remit", 2000),
                form.integer("quorum", 1, 100),
                passes,
                form.optionalDate("bindingFrom"));
    }

    static NewCommittee read(Form form) {
        var terms = terms(form);
        var n = new NewCommittee(
                new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                form.choice("kind", CommitteeKind.class),
                terms.name(),
                terms.remit(),
                terms.quorum(),
                terms.passes(),
                form.date("opened"),
                terms.bindingFrom());
        form.check();
        return n;
    }

    static Seats.NewSeat seat(Form form) {
        var role = form.choice("role", SeatRole.class);
        var person = form.has("person") ? new PersonId(form.integer("person", 1, Integer.MAX_VALUE)) : null;
        Integer post = form.has("post") ? form.integer("post", 1, Integer.MAX_VALUE) : null;
        LocalDate from = form.date("from");
        LocalDate to = form.optionalDate("to");
        form.check();
        return new Seats.NewSeat(role, person, post, from, to);
    }

    /// As it stands, for its edit form.
    static Form of(Committee c, LocalDate today) {
        var form = Form.empty()
                .with("name.en", c.name().texts().getOrDefault("en", ""))
                .with("name.zh", c.name().texts().getOrDefault("zh", ""))
                .with("remit", c.remit())
                .with("quorum", c.quorum())
                .with("bindingFrom", c.bindingFrom())
                .with("from", today)
                .with("planned", today.plusDays(14))
                .with("closed", today);
        c.passes().forEach(m -> form.with("passes." + m, "true"));
        return form;
    }

    /// `GOAL:12`, `YEAR:3/2027`, as the buttons of the agenda send it.
    ///
    /// @throws Invalid naming the field `key`
    static Matter matter(String subject) {
        return Arrays.stream(Matter.values())
                .filter(m -> m != Matter.WORDS && subject.startsWith(m + ":"))
                .findFirst()
                .orElseThrow(() -> new Invalid("key", "ui.form.choice"));
    }

    static Map<String, String> kinds(Texts t) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : CommitteeKind.values()) {
            kinds.put(kind.name(), t.of("governance.committeeKind." + kind));
        }
        return kinds;
    }

    static Map<String, String> roles(Texts t) {
        var roles = new LinkedHashMap<String, String>();
        for (var role : SeatRole.values()) {
            roles.put(role.name(), t.of("governance.seat." + role));
        }
        return roles;
    }
}
