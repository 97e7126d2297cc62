package org.verdite.inspections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Clause;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Place;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// What observations come to (ISO 19011, 6.4.8 to 6.4.10): put together and graded by the team, agreed or disputed by
/// the inspected at the closing, issued by the leader. Only an issued one becomes an item and starts a clock.
@Component
public class Findings {

    private static final int MOST = 500;

    /// What stands in the way of issuing.
    ///
    /// @param unfound subjects that do not conform and came to no finding, with no word why
    /// @param silent findings of which the inspected have said nothing
    public record Open(List<String> unfound, List<Integer> silent) {
        public boolean none() {
            return unfound.isEmpty() && silent.isEmpty();
        }
    }

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Observations observations;
    private final Items items;
    private final Access access;

    Findings(JdbcClient jdbc, InspectionStore store, Observations observations, Items items, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.observations = observations;
        this.items = items;
        this.access = access;
    }

    /// Puts observations together to a finding.
    ///
    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public FindingId draft(InspectionId inspection, NewFinding f) {
        var i = store.take(inspection);
        store.requireTeam(i);
        InspectionStore.in(i, InspectionState.OPEN, InspectionState.CLOSING);
        check(i, f);
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from inspections.finding where inspection_id = :id")
                .param("id", inspection.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (number > MOST) {
            throw new Refused("inspections.refused.findings", MOST);
        }
        var id = new FindingId(jdbc.sql("""
                        insert into inspections.finding (inspection_id, unit_id, number, grade, severity, medium, language, title, description,
                          standard, standard_edition, clause, place)
                        values (:inspection, :unit, :number, :grade, :severity, :medium, :language, :title, :description,
                          :standard, :edition, :clause, :place) returning id""")
                .param("inspection", inspection.value())
                .param("unit", i.unit().value())
                .param("number", number)
                .param("grade", f.grade().name())
                .param("severity", f.severity().name())
                .param("medium", f.medium())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("title", f.title().strip())
                .param("description", f.description().strip())
                .param("standard", f.clause().standard())
                .param("edition", f.clause().edition())
                .param("clause", f.clause().clause())
                .param("place", f.place().strip())
                .query((rs, _) -> rs.getLong(1))
                .single());
        stand(i, id, f.subjects());
        return id;
    }

    private void check(Inspection i, NewFinding f) {
        if (f.title().isBlank()) {
            throw new Invalid("title", "ui.form.required");
        }
        new Lengths()
                .most("title", 200, f.title())
                .most("description", 4000, f.description())
                .most("place", 200, f.place())
                .check();
        if (!Criteria.MEDIA.contains(f.medium())) {
            throw new Invalid("medium", "ui.form.choice");
        }
        if (!f.clause().clause().isEmpty()) {
            boolean known = jdbc.sql("""
                            select exists (select from obligations.pub_clause
                            where (standard, edition, clause) = (:standard, :edition, :clause))""")
                    .param("standard", f.clause().standard())
                    .param("edition", f.clause().edition())
                    .param("clause", f.clause().clause())
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (!known) {
                throw new Invalid("clause", "inspections.invalid.clause");
            }
        }
        var standing = observations.standing(i.id());
        f.subjects().stream().filter(s -> !standing.containsKey(s)).findFirst().ifPresent(s -> {
            throw new Invalid("subjects", "inspections.invalid.subject", s);
        });
        weighed(f, standing);
    }

    /// A nonconformity stands on something that does not conform, and its grade and severity speak of the same thing.
    private static void weighed(NewFinding f, Map<String, Standing> standing) {
        boolean grave = f.severity().compareTo(Severity.MAJOR) >= 0;
        if (f.grade() == Grade.MAJOR && !grave) {
            throw new Invalid("severity", "inspections.invalid.majorSeverity");
        }
        if (!f.grade().corrected() && grave) {
            throw new Invalid("severity", "inspections.invalid.lightSeverity");
        }
        boolean nonconformity = f.grade() == Grade.MAJOR || f.grade() == Grade.MINOR;
        if (nonconformity
                && !f.subjects().isEmpty()
                && f.subjects().stream()
                        .map(standing::get)
                        .filter(Objects::nonNull)
                        .map(Standing::said)
                        .allMatch(Optional.of(Said.CONFORMS)::equals)) {
            throw new Invalid("grade", "inspections.invalid.conforms");
        }
    }

    private void stand(Inspection i, FindingId id, Set<String> subjects) {
        jdbc.sql("delete from inspections.finding_of where finding_id = :id")
                .param("id", id.value())
                .update();
        jdbc.sql("""
                        insert into inspections.finding_of (finding_id, inspection_id, unit_id, subject)
                        select :id, :inspection, :unit, s from unnest(:subjects) s""")
                .param("id", id.value())
                .param("inspection", i.id().value())
                .param("unit", i.unit().value())
                .param("subjects", subjects.toArray(String[]::new))
                .update();
        jdbc.sql("delete from inspections.waived where inspection_id = :inspection and subject = any(:subjects)")
                .param("inspection", i.id().value())
                .param("subjects", subjects.toArray(String[]::new))
                .update();
    }

    /// Rewrites a finding that is not issued; what was agreed must be agreed again.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void rewrite(FindingId id, int version, NewFinding f) {
        var kept = require(id);
        var i = store.take(kept.inspection());
        store.requireTeam(i);
        InspectionStore.in(i, InspectionState.OPEN, InspectionState.CLOSING);
        check(i, f);
        changed(
                id,
                jdbc.sql("""
                        update inspections.finding set grade = :grade, severity = :severity, medium = :medium, title = :title,
                          description = :description, standard = :standard, standard_edition = :edition, clause = :clause, place = :place,
                          state = 'DRAFT', version = version + 1
                        where id = :id and version = :version and state <> 'DROPPED'""")
                        .param("grade", f.grade().name())
                        .param("severity", f.severity().name())
                        .param("medium", f.medium())
                        .param("title", f.title().strip())
                        .param("description", f.description().strip())
                        .param("standard", f.clause().standard())
                        .param("edition", f.clause().edition())
                        .param("clause", f.clause().clause())
                        .param("place", f.place().strip())
                        .param("id", id.value())
                        .param("version", version)
                        .update());
        stand(i, id, f.subjects());
    }

    /// Says something of a finding before it is issued: the inspected agree or dispute, the team answers. Kept for
    /// ever.
    ///
    /// @throws NotPermitted for a judgement by who found it, and for who has no part in what is inspected
    @Transactional
    public void remark(FindingId id, Stance stance, String text) {
        var kept = require(id);
        var i = store.take(kept.inspection());
        InspectionStore.in(i, InspectionState.OPEN, InspectionState.CLOSING);
        boolean team = store.part(i.id()).isPresent();
        boolean inspected =
                !team && (access.may(Permission.ITEM_CARRY, i.unit()) || access.may(Permission.ITEM_APPROVE, i.unit()));
        if (Scope.current().readOnly() || !inspected && (!team || stance != Stance.SAYS)) {
            throw new NotPermitted(team ? "inspected" : "team");
        }
        if (kept.state() == FindingState.DROPPED) {
            throw new Refused("inspections.refused.dropped");
        }
        if (stance != Stance.AGREES && text.isBlank()) {
            throw new Invalid("text", "ui.form.required");
        }
        new Lengths().most("text", 2000, text).check();
        jdbc.sql("""
                        insert into inspections.remark (finding_id, unit_id, stance, text, person_id) values (:id, :unit, :stance, :text, :me)""")
                .param("id", id.value())
                .param("unit", i.unit().value())
                .param("stance", stance.name())
                .param("text", text.strip())
                .param("me", Scope.current().person())
                .update();
        if (stance != Stance.SAYS) {
            jdbc.sql("update inspections.finding set state = :state, version = version + 1 where id = :id")
                    .param("state", stance == Stance.AGREES ? "AGREED" : "DISPUTED")
                    .param("id", id.value())
                    .update();
        }
    }

    /// It is none after all. Its words and what was said of it stay.
    @Transactional
    public void drop(FindingId id, int version, String because) {
        var kept = require(id);
        var i = store.take(kept.inspection());
        store.requireLead(i);
        InspectionStore.in(i, InspectionState.OPEN, InspectionState.CLOSING);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        changed(
                id,
                jdbc.sql("""
                        update inspections.finding set state = 'DROPPED', dropped_because = :because, version = version + 1
                        where id = :id and version = :version and state <> 'DROPPED'""")
                        .param("because", because.strip())
                        .param("id", id.value())
                        .param("version", version)
                        .update());
    }

    private static void changed(FindingId id, int done) {
        if (done == 0) {
            throw new Conflict("finding " + id);
        }
    }

    /// What does not conform here comes to no finding, and why.
    @Transactional
    public void waive(InspectionId inspection, String subject, String because) {
        var i = store.take(inspection);
        store.requireTeam(i);
        InspectionStore.in(i, InspectionState.OPEN, InspectionState.CLOSING);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        if (!observations.standing(inspection).containsKey(subject)) {
            throw new Invalid("subject", "inspections.invalid.subject", subject);
        }
        jdbc.sql("delete from inspections.waived where inspection_id = :inspection and subject = :subject")
                .param("inspection", inspection.value())
                .param("subject", subject)
                .update();
        jdbc.sql("""
                        insert into inspections.waived (inspection_id, unit_id, subject, because, person_id)
                        values (:inspection, :unit, :subject, :because, :me)""")
                .param("inspection", inspection.value())
                .param("unit", i.unit().value())
                .param("subject", subject)
                .param("because", because.strip())
                .param("me", Scope.current().person())
                .update();
    }

    /// Subject → why it came to no finding.
    @Transactional(readOnly = true)
    public Map<String, String> waived(InspectionId inspection) {
        var waived = new LinkedHashMap<String, String>();
        jdbc.sql("select subject, because from inspections.waived where inspection_id = :id order by subject")
                .param("id", inspection.value())
                .query(rs -> {
                    waived.put(rs.getString("subject"), rs.getString("because"));
                });
        return waived;
    }

    /// What stands in the way of issuing.
    @Transactional(readOnly = true)
    public Open open(InspectionId inspection) {
        var found = of(inspection);
        var named = new LinkedHashSet<String>();
        found.stream()
                .filter(Finding::counts)
                .forEach(f -> named.addAll(f.says().subjects()));
        var waived = waived(inspection);
        var unfound = observations.standing(inspection).values().stream()
                .filter(s -> s.conflict()
                        || s.said().filter(said -> said == Said.DOES_NOT).isPresent())
                .map(Standing::subject)
                .filter(s -> !named.contains(s) && !waived.containsKey(s))
                .toList();
        var silent = found.stream()
                .filter(Finding::counts)
                .filter(f -> f.state() == FindingState.DRAFT)
                .map(Finding::number)
                .toList();
        return new Open(unfound, silent);
    }

    /// Issues what was found: the inspection is over, nonconformities and risks become items whose clocks start today.
    ///
    /// @param closingNote who was at the closing meeting, what was said, and why the inspected said nothing of some
    /// @throws Refused while something that does not conform came to no finding
    @Transactional
    public void issue(InspectionId inspection, int version, String closingNote) {
        var i = store.take(inspection);
        store.requireLead(i);
        InspectionStore.unchanged(i, version);
        InspectionStore.in(i, InspectionState.CLOSING);
        access.require(Permission.ITEM_OPEN, i.unit());
        if (closingNote.isBlank()) {
            throw new Invalid("closingNote", "inspections.invalid.closing");
        }
        new Lengths().most("closingNote", 4000, closingNote).check();
        var open = open(inspection);
        if (!open.unfound().isEmpty()) {
            throw new Refused(
                    "inspections.refused.unfound",
                    String.join(", ", open.unfound().stream().limit(10).toList()));
        }
        for (var f : of(inspection)) {
            if (f.counts()) {
                issue(i, f);
            }
        }
        jdbc.sql("""
                        update inspections.inspection set state = 'ISSUED', issued_at = verdite.now(), issued_on = :today, issued_by = :me,
                          closing_note = :note, version = version + 1 where id = :id""")
                .param("today", store.today(i))
                .param("me", Scope.current().person())
                .param("note", closingNote.strip())
                .param("id", inspection.value())
                .update();
    }

    private void issue(Inspection i, Finding f) {
        jdbc.sql("update inspections.finding set state = 'ISSUED', version = version + 1 where id = :id")
                .param("id", f.id().value())
                .update();
        if (!f.says().grade().corrected()) {
            return;
        }
        var item = items.open(item(i, f), "finding-" + f.id());
        jdbc.sql("update inspections.finding set item_id = :item where id = :id")
                .param("item", item.value())
                .param("id", f.id().value())
                .update();
    }

    private NewItem item(Inspection i, Finding f) {
        var says = f.says();
        var item = NewItem.of(i.unit(), says.title(), says.severity(), says.medium(), store.today(i))
                .describedAs(says.description())
                .from(origin(i, f))
                .foundBy(source(i.kind()));
        if (says.grade() == Grade.RISK) {
            item = item.asRisk();
        }
        var clause = says.clause();
        if (!clause.clause().isEmpty()) {
            item = item.against(new Clause(clause.standard(), clause.edition(), clause.clause()));
        }
        return says.place().isEmpty() ? item : item.at(Place.of(says.place()));
    }

    private static Source source(InspectionKind kind) {
        return switch (kind) {
            case GROUP, SPECIAL -> Source.INSPECTION;
            case SELF_CHECK -> Source.SELF_REPORT;
            case THIRD_PARTY -> Source.THIRD_PARTY;
            case INTERNAL_AUDIT, CERTIFICATION -> Source.AUDIT;
        };
    }

    static Origin origin(Inspection i, Finding f) {
        return new Origin(
                "inspections",
                "finding",
                f.id().toString(),
                i.number() + "/" + f.number(),
                i.path() + "/findings#f-" + f.number());
    }

    /// Those of an inspection, by number, dropped ones too.
    @Transactional(readOnly = true)
    public List<Finding> of(InspectionId inspection) {
        return read("f.inspection_id = :id", inspection.value());
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Finding require(FindingId id) {
        return find(id).orElseThrow(() -> new NotHere("finding " + id));
    }

    Optional<Finding> find(FindingId id) {
        return read("f.id = :id", id.value()).stream().findFirst();
    }

    private List<Finding> read(String which, long id) {
        var subjects = new HashMap<Long, Set<String>>();
        jdbc.sql(
                        "select o.finding_id, o.subject from inspections.finding_of o join inspections.finding f on f.id = o.finding_id where "
                                + which + " order by o.subject")
                .param("id", id)
                .query(rs -> {
                    subjects.computeIfAbsent(rs.getLong(1), _ -> new LinkedHashSet<>())
                            .add(rs.getString(2));
                });
        var remarks = new HashMap<Long, List<Finding.Remark>>();
        jdbc.sql("""
                        select r.finding_id, r.stance, r.text, r.at, coalesce(verdite.text(organisation.pub_person_name(r.person_id), :lang), r.who) as name
                        from inspections.remark r join inspections.finding f on f.id = r.finding_id where\s""" + which + " order by r.id")
                .param("id", id)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(rs -> {
                    remarks.computeIfAbsent(rs.getLong("finding_id"), _ -> new ArrayList<>())
                            .add(new Finding.Remark(
                                    Stance.valueOf(rs.getString("stance")),
                                    rs.getString("text"),
                                    rs.getObject("at", OffsetDateTime.class).toInstant(),
                                    rs.getString("name")));
                });
        return jdbc.sql("select f.* from inspections.finding f where " + which + " order by f.number")
                .param("id", id)
                .query((rs, _) -> finding(
                        rs,
                        subjects.getOrDefault(rs.getLong("id"), Set.of()),
                        remarks.getOrDefault(rs.getLong("id"), List.of())))
                .list();
    }

    private static Finding finding(ResultSet rs, Set<String> subjects, List<Finding.Remark> remarks)
            throws SQLException {
        return new Finding(
                new FindingId(rs.getLong("id")),
                new InspectionId(rs.getLong("inspection_id")),
                rs.getInt("number"),
                FindingState.valueOf(rs.getString("state")),
                rs.getString("language"),
                new NewFinding(
                        Grade.valueOf(rs.getString("grade")),
                        Severity.valueOf(rs.getString("severity")),
                        rs.getString("medium"),
                        rs.getString("title"),
                        rs.getString("description"),
                        new ClauseKey(
                                rs.getString("standard"), rs.getString("standard_edition"), rs.getString("clause")),
                        rs.getString("place"),
                        subjects),
                rs.getString("dropped_because"),
                item(rs),
                remarks,
                rs.getInt("version"));
    }

    private static @Nullable ItemId item(ResultSet rs) throws SQLException {
        long item = rs.getLong("item_id");
        return rs.wasNull() ? null : new ItemId(item);
    }
}
