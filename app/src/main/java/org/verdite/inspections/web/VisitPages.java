package org.verdite.inspections.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.inspections.Comparison;
import org.verdite.inspections.Finding;
import org.verdite.inspections.Findings;
import org.verdite.inspections.Inspection;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.Observations;
import org.verdite.inspections.Part;
import org.verdite.inspections.Photo;
import org.verdite.inspections.Photos;
import org.verdite.inspections.Said;
import org.verdite.inspections.Score;
import org.verdite.inspections.Signatures;
import org.verdite.inspections.Standing;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Reads an inspection for its pages, its report and its JSON, all from the same rows.
@Component
@Transactional(readOnly = true)
class VisitPages {

    /// What is asked by one clause, with its score.
    record Group(String standard, String clause, LocalText name, List<Observations.Asked> asked, Score score) {

        long answered() {
            return asked.stream()
                    .filter(a -> !a.standing().observations().isEmpty()
                            && a.standing().observations().getFirst().said() != Said.TAKEN_BACK)
                    .count();
        }

        long conflicts() {
            return asked.stream().filter(a -> a.standing().conflict()).count();
        }
    }

    /// @param mayLead the leader's steps, and those of who plans
    /// @param mayIssue a leader from outside may not: issuing begins items there
    /// @param mayAnswer a part in the team that answers
    /// @param mayJudge the inspected: they agree or dispute
    record Whole(
            Inspection visit,
            String where,
            InspectionQueries.ListOf list,
            List<InspectionQueries.Member> team,
            List<Group> groups,
            List<Standing> beside,
            List<Finding> findings,
            Map<String, String> waived,
            Findings.Open open,
            List<Photo> photos,
            List<Signatures.Signature> signatures,
            Score score,
            Comparison.@Nullable Compared compared,
            Map<Integer, String> items,
            @Nullable Part part,
            boolean mayLead,
            boolean mayPlan,
            boolean mayIssue,
            boolean mayAnswer,
            Form form,
            boolean changed,
            Map<String, String> people) {

        int asked() {
            return groups.stream().mapToInt(g -> g.asked().size()).sum();
        }

        long answered() {
            return groups.stream().mapToLong(Group::answered).sum();
        }

        long conflicts() {
            return groups.stream().mapToLong(Group::conflicts).sum();
        }

        /// Criteria and what was seen beside the list that speak against conformity.
        List<Standing> wrong() {
            var wrong = new ArrayList<Standing>();
            groups.forEach(g -> g.asked().stream()
                    .map(Observations.Asked::standing)
                    .filter(Whole::speaks)
                    .forEach(wrong::add));
            beside.stream().filter(Whole::speaks).forEach(wrong::add);
            return wrong;
        }

        private static boolean speaks(Standing s) {
            return s.conflict()
                    || s.said()
                            .filter(said -> said == Said.DOES_NOT || said == Said.OPPORTUNITY)
                            .isPresent();
        }

        List<Photo> photosOf(String subject) {
            return photos.stream().filter(p -> p.subject().equals(subject)).toList();
        }

        /// The words of a subject: the criterion's question, or the title of what was seen beside the list.
        String words(String subject, Texts t) {
            return groups.stream()
                    .flatMap(g -> g.asked().stream())
                    .filter(a -> a.criterion().code().equals(subject))
                    .map(a -> subject + " " + t.of(a.criterion().asks().question()))
                    .findFirst()
                    .orElseGet(() -> beside.stream()
                            .filter(b -> b.subject().equals(subject))
                            .map(b -> Objects.requireNonNull(
                                            b.observations().getLast().beside())
                                    .title())
                            .findFirst()
                            .orElse(subject));
        }

        boolean collecting() {
            return visit.state() == InspectionState.OPEN;
        }

        boolean discussing() {
            return visit.state() == InspectionState.OPEN || visit.state() == InspectionState.CLOSING;
        }
    }

    private final Inspections inspections;
    private final Observations observations;
    private final Findings findings;
    private final Photos photos;
    private final Signatures signatures;
    private final Comparison comparison;
    private final InspectionQueries queries;
    private final ChecklistQueries checklists;
    private final Access access;

    VisitPages(
            Inspections inspections,
            Observations observations,
            Findings findings,
            Photos photos,
            Signatures signatures,
            Comparison comparison,
            InspectionQueries queries,
            ChecklistQueries checklists,
            Access access) {
        this.inspections = inspections;
        this.observations = observations;
        this.findings = findings;
        this.photos = photos;
        this.signatures = signatures;
        this.comparison = comparison;
        this.queries = queries;
        this.checklists = checklists;
        this.access = access;
    }

    Whole whole(InspectionId id, Texts t) {
        return whole(id, t, Form.empty(), false);
    }

    /// @param form what was typed and refused
    /// @param changed true when somebody else was quicker
    Whole whole(InspectionId id, Texts t, Form form, boolean changed) {
        var visit = inspections.get(id);
        var asked = observations.asked(id);
        var team = queries.members(id, t);
        Integer me = Scope.current().person();
        var part = team.stream()
                .filter(m -> me != null && m.person().equals(new PersonId(me)))
                .map(InspectionQueries.Member::part)
                .findFirst()
                .orElse(null);
        boolean lead = inspections.mayLead(id);
        return new Whole(
                visit,
                queries.unitName(visit.unit().value(), t),
                queries.listOf(visit.edition()),
                team,
                groups(visit, asked),
                observations.beside(id),
                findings.of(id),
                findings.waived(id),
                findings.open(id),
                photos.of(id),
                signatures.of(id),
                Score.of(asked),
                visit.state() == InspectionState.PLANNED ? null : comparison.of(id),
                queries.items(id),
                part,
                lead,
                access.may(Permission.INSPECTION_PLAN, visit.unit()),
                lead && access.may(Permission.ITEM_OPEN, visit.unit()),
                part != null && part.answers() && !Scope.current().readOnly(),
                form,
                changed,
                lead && !visit.state().over() ? queries.people(t) : Map.of());
    }

    private List<Group> groups(Inspection visit, List<Observations.Asked> asked) {
        var names = checklists.cited(visit.edition());
        var byClause = asked.stream()
                .collect(Collectors.groupingBy(
                        a -> a.criterion().asks().clause(), LinkedHashMap::new, Collectors.toList()));
        return byClause.entrySet().stream()
                .map(e -> new Group(
                        e.getKey().standard(),
                        e.getKey().clause(),
                        Objects.requireNonNullElse(names.get(e.getKey().written()), LocalText.of("en", "")),
                        List.copyOf(e.getValue()),
                        Score.of(e.getValue())))
                .toList();
    }
}
