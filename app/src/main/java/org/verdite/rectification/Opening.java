package org.verdite.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// How an item comes into being: its rule, its number, its deadline, its first line of history.
@Component
class Opening {

    static final Set<String> MEDIA =
            Set.of("WATER", "AIR", "NOISE", "SOIL", "WASTE", "ECOLOGY", "ENERGY", "MANAGEMENT", "OTHER");

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final SeverityRules rules;
    private final Deadlines deadlines;
    private final Clock clock;

    Opening(JdbcClient jdbc, ItemStore store, SeverityRules rules, Deadlines deadlines, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.rules = rules;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    SeverityRule rule(Severity severity) {
        return rules.of(severity);
    }

    /// What the rule gives an item whose clock started at an instant.
    Deadline deadline(SeverityRule rule, UnitId unit, Instant from, ZoneId zone) {
        return deadlines.of(rule.counting(), rule.amount(), unit, from, zone);
    }

    ZoneId zone(UnitId unit) {
        return jdbc.sql("select coalesce(organisation.pub_zone(:unit), 'UTC')")
                .param("unit", unit.value())
                .query((rs, _) -> ZoneId.of(rs.getString(1)))
                .single();
    }

    private record Before(ItemId id, boolean same) {}

    /// The item that came with the key; its words may have been edited since, what can't be edited must agree.
    ///
    /// @throws Refused when the key came with another item
    Optional<ItemId> byClientKey(NewItem i, String key) {
        var before = jdbc.sql("""
                        select id, investigation = :investigation and (version > 1 or title = :title) as same
                        from rectification.item where unit_id = :unit and client_key = :key""")
                .param("unit", i.unit().value())
                .param("key", key)
                .param("investigation", i.investigation())
                .param("title", i.title().strip())
                .query((rs, _) -> new Before(new ItemId(rs.getLong(1)), rs.getBoolean(2)))
                .optional();
        if (before.isPresent() && !before.get().same()) {
            throw new Refused("ui.once.other");
        }
        return before.map(Before::id);
    }

    void check(NewItem i) {
        var problems = new ArrayList<Invalid.Problem>();
        if (i.title().isBlank()) {
            problems.add(new Invalid.Problem("title", "ui.form.required", List.of()));
        } else if (i.title().strip().length() > 200) {
            problems.add(new Invalid.Problem(
                    "title", "ui.form.tooLong", List.of(200, i.title().strip().length())));
        }
        if (Lengths.controls(i.title()) || Lengths.controls(i.description())) {
            problems.add(new Invalid.Problem(
                    Lengths.controls(i.title()) ? "title" : "description", "ui.form.control", List.of()));
        }
        if (i.description().length() > 4000) {
            problems.add(new Invalid.Problem(
                    "description",
                    "ui.form.tooLong",
                    List.of(4000, i.description().length())));
        }
        if (!MEDIA.contains(i.medium())) {
            problems.add(new Invalid.Problem("medium", "ui.form.choice", List.of()));
        }
        ParticularsCheck.problems(i.particulars()).forEach(problems::add);
        LocalDate today = Deadlines.day(clock.instant(), zone(i.unit()));
        if (i.discovered().getYear() < 1990) {
            problems.add(new Invalid.Problem("discovered", "rectification.item.longAgo", List.of()));
        } else if (i.discovered().isAfter(today.plusDays(1))) {
            problems.add(new Invalid.Problem("discovered", "rectification.item.discovered", List.of(Words.of(today))));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    ItemId insert(NewItem i, @Nullable String clientKey) {
        var rule = rule(i.severity());
        var workflow = i.investigation() ? Workflow.INVESTIGATION : rule.workflow();
        var zone = zone(i.unit());
        LocalDate today = Deadlines.day(clock.instant(), zone);
        var due = deadline(rule, i.unit(), clock.instant(), zone);
        int group = group(i.unit());
        var id = new ItemId(jdbc.sql("""
                insert into rectification.item (unit_id, group_id, number, client_key, language, title, description, severity,
                  workflow, investigation, medium, discovered, time_zone, opened_on, opened_by, deadline, due_at, owner_id,
                  source, nature, clause_standard, clause_edition, clause_number, place, latitude, longitude, immediate)
                values (:unit, :group, :number, :key, :language, :title, :description, :severity,
                  :workflow, :investigation, :medium, :discovered, :zone, :today, :person, :deadline, :due, :owner,
                  :source, :nature, :standard, :edition, :clause, :place, :latitude, :longitude, :immediate) returning id""")
                .param("unit", i.unit().value())
                .param("group", group)
                .param("number", number(group, i.investigation() ? "IV" : "NC", today.getYear()))
                .param("key", clientKey)
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("title", i.title().strip())
                .param("description", i.description().strip())
                .param("severity", i.severity().name())
                .param("workflow", workflow.name())
                .param("investigation", i.investigation())
                .param("medium", i.medium())
                .param("discovered", i.discovered())
                .param("zone", zone.getId())
                .param("today", today)
                .param("person", Scope.current().person())
                .param("deadline", due.day())
                .param("due", java.sql.Timestamp.from(due.at()))
                .param("owner", i.owner() == null ? null : i.owner().value())
                .param("source", i.source().name())
                .params(ParticularsCheck.columns(i.particulars()))
                .query((rs, _) -> rs.getLong(1))
                .single());
        store.log(id, i.unit(), ItemStep.OPEN, "", ItemState.OPEN.name(), 1, today, due.day(), "");
        store.party(id, i.unit(), i.owner(), "OWNER");
        return id;
    }

    /// The deadline a rule gives an item that is there: an authority's stays.
    Deadline deadline(SeverityRule rule, Item item) {
        return item.authority() == null
                ? deadline(rule, item.unit(), item.clockFrom(), item.zone())
                : new Deadline(item.deadline(), item.dueAt());
    }

    private int group(UnitId unit) {
        return jdbc.sql("select organisation.pub_top(:unit)")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private String number(int group, String prefix, int year) {
        int last = jdbc.sql("""
                insert into rectification.number_series as n (group_id, prefix, year, last)
                values (:group, :prefix, :year, 1)
                on conflict (group_id, prefix, year) do update set last = n.last + 1 returning last""")
                .param("group", group)
                .param("prefix", prefix)
                .param("year", year)
                .query((rs, _) -> rs.getInt(1))
                .single();
        return "%s-%d-%04d".formatted(prefix, year, last);
    }
}
