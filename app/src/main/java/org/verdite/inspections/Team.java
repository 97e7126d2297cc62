package org.verdite.inspections;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Who looks, and whether they may: nobody judges what they answered for (ISO 14001, 9.2.2 c; ISO 19011, 4 e).
@Component
public class Team {

    /// What stands against somebody's independence.
    ///
    /// @param action false for a post that was held, true for an action that was carried
    /// @param what title of the post or the action
    /// @param until null while it goes on
    public record Tie(
            boolean action,
            LocalText what,
            LocalText where,
            LocalDate since,
            @Nullable LocalDate until) {}

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Clock clock;

    Team(JdbcClient jdbc, InspectionStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    /// What ties a person to a part of the group within months before a day: posts held in it, actions carried for it.
    @Transactional(readOnly = true)
    public List<Tie> ties(PersonId person, UnitId unit, int months, LocalDate day) {
        return jdbc.sql("""
                        select * from (
                          select false as action, p.title as what, p.unit_name as place, p.valid_from as since, p.valid_to as until
                          from organisation.pub_posts_between(:person, :unit, :from, :to) p
                          union all
                          select true, jsonb_build_object('en', a.title, '_', 'en'), u.name, cast(a.opened_at as date), a.done_on
                          from actions.pub_action a join organisation.pub_unit u on u.id = a.unit_id
                          where a.owner_id = :person and a.state <> 'CANCELLED' and a.unit_id in (select organisation.pub_below(:unit, :to))
                            and cast(a.opened_at as date) <= :to and coalesce(a.done_on, :to) >= :from) t
                        order by since desc limit 20""")
                .param("person", person.value())
                .param("unit", unit.value())
                .param("from", day.minusMonths(months))
                .param("to", day)
                .query((rs, _) -> new Tie(
                        rs.getBoolean("action"),
                        Json.text(rs.getString("what")),
                        Json.text(rs.getString("place")),
                        rs.getObject("since", LocalDate.class),
                        rs.getObject("until", LocalDate.class)))
                .list();
    }

    /// Takes somebody into the team, or gives them another part.
    ///
    /// @throws Refused when they are tied to what is inspected, or the leader would be replaced unseen
    @Transactional
    public void join(InspectionId id, PersonId person, Part part) {
        var i = planned(id);
        if (part == Part.LEADER) {
            jdbc.sql("""
                            update inspections.member set part = 'MEMBER' where inspection_id = :id and left_at is null and part = 'LEADER'""").param("id", id.value()).update();
        } else if (leads(id, person)) {
            throw new Refused("inspections.refused.leader");
        }
        int changed = jdbc.sql("""
                        update inspections.member set part = :part where inspection_id = :id and person_id = :person and left_at is null""")
                .param("part", part.name())
                .param("id", id.value())
                .param("person", person.value())
                .update();
        if (changed == 0) {
            insert(i, person, part);
        } else if (part.answers()) {
            requireFree(i, person);
        }
    }

    /// Somebody leaves the team. What they saw stays theirs.
    @Transactional
    public void leave(InspectionId id, PersonId person) {
        planned(id);
        if (leads(id, person)) {
            throw new Refused("inspections.refused.leader");
        }
        jdbc.sql("""
                        update inspections.member set left_at = verdite.now()
                        where inspection_id = :id and person_id = :person and left_at is null""").param("id", id.value()).param("person", person.value()).update();
    }

    /// The signed-in member says that they have no interest in what they look at, or which.
    @Transactional
    public void declare(InspectionId id, String words) {
        var i = store.take(id);
        if (Scope.current().readOnly() || store.part(id).isEmpty()) {
            throw new NotPermitted("team");
        }
        InspectionStore.in(i, InspectionState.PLANNED, InspectionState.OPEN);
        if (words.isBlank()) {
            throw new Invalid("declaration", "ui.form.required");
        }
        new Lengths().most("declaration", 1000, words).check();
        jdbc.sql("""
                        update inspections.member set declared_at = verdite.now(), declaration = :words
                        where inspection_id = :id and person_id = :me and left_at is null""")
                .param("words", words.strip())
                .param("id", id.value())
                .param("me", Scope.current().person())
                .update();
    }

    void insert(Inspection i, PersonId person, Part part) {
        boolean known = jdbc.sql("select exists (select from organisation.pub_person where id = :person)")
                .param("person", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid(part == Part.LEADER ? "leader" : "members", "ui.form.choice");
        }
        if (part.answers()) {
            requireFree(i, person);
        }
        jdbc.sql("""
                        insert into inspections.member (inspection_id, unit_id, person_id, part) values (:id, :unit, :person, :part)""")
                .param("id", i.id().value())
                .param("unit", i.unit().value())
                .param("person", person.value())
                .param("part", part.name())
                .update();
    }

    private void requireFree(Inspection i, PersonId person) {
        if (!i.kind().independent() || i.independenceMonths() == 0) {
            return;
        }
        var ties = ties(person, i.unit(), i.independenceMonths(), LocalDate.ofInstant(clock.instant(), i.zone()));
        if (!ties.isEmpty()) {
            var tie = ties.getFirst();
            throw new Refused(
                    tie.action() ? "inspections.refused.tiedByAction" : "inspections.refused.tiedByPost",
                    name(person),
                    tie.what().in(LocaleContextHolder.getLocale()),
                    tie.where().in(LocaleContextHolder.getLocale()),
                    i.independenceMonths());
        }
    }

    private String name(PersonId person) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')")
                .param("id", person.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// @throws Refused while a member from outside has declared nothing
    void requireReady(Inspection i) {
        if (!i.kind().outside()) {
            return;
        }
        var silent = jdbc.sql("""
                        select person_id from inspections.member
                        where inspection_id = :id and left_at is null and part <> 'OBSERVER' and declared_at is null order by id limit 1""")
                .param("id", i.id().value())
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .optional();
        if (silent.isPresent()) {
            throw new Refused("inspections.refused.undeclared", name(silent.get()));
        }
    }

    private boolean leads(InspectionId id, PersonId person) {
        return jdbc.sql("""
                        select exists (select from inspections.member
                        where inspection_id = :id and person_id = :person and left_at is null and part = 'LEADER')""")
                .param("id", id.value())
                .param("person", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private Inspection planned(InspectionId id) {
        var i = store.take(id);
        store.requireLead(i);
        InspectionStore.in(i, InspectionState.PLANNED, InspectionState.OPEN);
        return i;
    }
}
