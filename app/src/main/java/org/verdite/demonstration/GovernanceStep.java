package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.governance.Answers;
import org.verdite.governance.Closing;
import org.verdite.governance.Decisions;
import org.verdite.governance.Facts;
import org.verdite.governance.NewReview;
import org.verdite.governance.Review;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.Reviews;
import org.verdite.governance.Topic;
import org.verdite.governance.Verdict;
import org.verdite.governance.Waivers;
import org.verdite.governance.Years;
import org.verdite.rectification.Assignment;
import org.verdite.rectification.Assignments;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// The group's review of last year, signed by its president; its last year, closed with an item that goes on and a duty
/// that was let off; and a mine's review of this year, half answered.
@Component
@Order(88)
class GovernanceStep implements Step {

    private final Reviews reviews;
    private final Facts facts;
    private final Answers answers;
    private final Decisions decisions;
    private final Closing closing;
    private final Waivers waivers;
    private final Years years;
    private final Items items;
    private final Assignments assignments;
    private final Codes codes;
    private final Cast cast;

    GovernanceStep(
            Reviews reviews,
            Facts facts,
            Answers answers,
            Decisions decisions,
            Closing closing,
            Waivers waivers,
            Years years,
            Items items,
            Assignments assignments,
            Codes codes,
            Cast cast) {
        this.reviews = reviews;
        this.facts = facts;
        this.answers = answers;
        this.decisions = decisions;
        this.closing = closing;
        this.waivers = waivers;
        this.years = years;
        this.items = items;
        this.assignments = assignments;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "governance";
    }

    @Override
    public String brings() {
        return "two management reviews and a closed year";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var units = codes.units();
        var group = Codes.of(units, "LMG");
        groupReview(day, group, people);
        goesOn(day, units, people);
        close(day, group, people);
        siteReview(day, Codes.of(units, "EVC"), people);
    }

    private void groupReview(LocalDate day, UnitId group, Map<String, PersonId> people) {
        var preparer = Codes.of(people, "P005");
        var chair = Codes.of(people, "P001");
        var director = Codes.of(people, "P004");
        var held = day.minusDays(6).getYear() == day.getYear() ? day.minusDays(6) : day;
        var review = new ReviewId[1];
        cast.as(preparer, () -> {
            review[0] = reviews.plan(new NewReview(
                    group,
                    day.getYear() - 1,
                    held,
                    preparer,
                    chair,
                    List.of(director, Codes.of(people, "P002"), Codes.of(people, "P003"))));
            facts.collect(review[0]);
        });
        var id = review[0];
        for (var said : SAID) {
            cast.as(said.director() ? director : preparer, () -> answer(id, said));
        }
        cast.as(preparer, () -> {
            reviews.hold(
                    id, reviews.get(id).version(), held, Set.of(chair, preparer, director, Codes.of(people, "P003")));
            decisions.decide(
                    id,
                    new Decisions.NewDecision(
                            Topic.OBJECTIVES,
                            ReviewInput.TARGETS,
                            "Set dates for the green factory assessments that are missing",
                            director,
                            day.plusDays(60)));
            decisions.decide(
                    id,
                    new Decisions.NewDecision(
                            Topic.RESOURCES,
                            ReviewInput.RESOURCES,
                            "Set a budget for environmental protection by subsidiary",
                            Codes.of(people, "P003"),
                            day.plusDays(90)));
            reviews.conclude(
                    id,
                    reviews.get(id).version(),
                    new Review.Conclusions(
                            "The system fits what the group is and does; the mines bought since are part of it.",
                            "It covers what it must, but budgets are not kept beside what is spent.",
                            "Limits are kept, corrections hold and targets keep their path."));
        });
        cast.as(chair, () -> closing.sign(id, reviews.get(id).version()));
    }

    /// @param director by whom: the director, else the preparer
    private record Said(ReviewInput input, Verdict verdict, String conclusion, boolean director) {}

    private static final List<Said> SAID = List.of(
            new Said(
                    ReviewInput.EARLIER_ACTIONS,
                    Verdict.NOT_APPLICABLE,
                    "This is the first review that is kept here; the minutes of earlier ones are on paper.",
                    false),
            new Said(
                    ReviewInput.CONTEXT,
                    Verdict.ADEQUATE,
                    "Two more countries ask for yearly disclosure; the department has taken it up.",
                    true),
            new Said(
                    ReviewInput.OBLIGATIONS,
                    Verdict.ADEQUATE,
                    "No permit ended in the year; the next renewals are in hand.",
                    false),
            new Said(
                    ReviewInput.ASPECTS,
                    Verdict.ADEQUATE,
                    "The list of aspects was gone through in autumn and stands.",
                    true),
            new Said(
                    ReviewInput.RISKS,
                    Verdict.ADEQUATE,
                    "Every site with tailings held its drill; reports are at the sites.",
                    true),
            new Said(
                    ReviewInput.TARGETS,
                    Verdict.NEEDS_ACTION,
                    "All three keep their path; the factories that are not assessed have no date yet.",
                    true),
            new Said(
                    ReviewInput.NONCONFORMITIES,
                    Verdict.ADEQUATE,
                    "Items of the year were kept on paper; what was still open was entered here.",
                    false),
            new Said(
                    ReviewInput.MEASUREMENTS,
                    Verdict.ADEQUATE,
                    "What was judged keeps its limits; sites that sent nothing are named.",
                    false),
            new Said(
                    ReviewInput.COMPLIANCE,
                    Verdict.ADEQUATE,
                    "No compliance limit was exceeded in what was measured.",
                    true),
            new Said(
                    ReviewInput.AUDITS,
                    Verdict.ADEQUATE,
                    "Certification audits of the year brought no major nonconformity.",
                    true),
            new Said(
                    ReviewInput.RESOURCES,
                    Verdict.NEEDS_ACTION,
                    "What is spent is known, what was planned is not: a budget by subsidiary is missing.",
                    true),
            new Said(
                    ReviewInput.COMMUNICATIONS,
                    Verdict.ADEQUATE,
                    "Four complaints, about dust and noise; all were answered within ten days.",
                    false),
            new Said(
                    ReviewInput.OPPORTUNITIES,
                    Verdict.ADEQUATE,
                    "What corrections taught goes into the checklists.",
                    false));

    private void answer(ReviewId id, Said said) {
        answers.answer(id, said.input(), answers.get(id, said.input()).version(), said.verdict(), said.conclusion());
    }

    /// Found in the last days of the year before and not put right since.
    private void goesOn(LocalDate day, Map<String, UnitId> units, Map<String, PersonId> people) {
        var owner = Codes.of(people, "P139");
        cast.as(Codes.of(people, "P138"), () -> {
            var item = items.open(
                    new NewItem(
                            Codes.of(units, "SDS-UTL"),
                            "Absorbent at the reagent store not replaced after the stocktaking",
                            "Three of eight bags were used in December and not ordered again.",
                            Severity.MINOR,
                            "WASTE",
                            null,
                            owner,
                            LocalDate.of(day.getYear() - 1, 12, 18),
                            false),
                    "demonstration-carried");
            assignments.assign(item, new Assignment(owner, null, Codes.of(people, "P033")));
        });
    }

    private void close(LocalDate day, UnitId group, Map<String, PersonId> people) {
        int year = day.getYear() - 1;
        var waiver = new long[1];
        cast.as(
                Codes.of(people, "P005"),
                () -> waiver[0] = waivers.ask(
                        group,
                        year,
                        "INTERNAL_AUDIT",
                        "The lead auditor was ill from September on; the audit is planned again.",
                        day.plusDays(75)));
        cast.as(Codes.of(people, "P004"), () -> waivers.decide(waiver[0], true, "Planned with a second auditor."));
        cast.as(Codes.of(people, "P004"), () -> years.close(group, year));
    }

    private void siteReview(LocalDate day, UnitId site, Map<String, PersonId> people) {
        var manager = Codes.of(people, "P047");
        var officer = Codes.of(people, "P048");
        cast.as(manager, () -> {
            var id = reviews.plan(new NewReview(
                    site, day.getYear(), day.plusDays(20), manager, Codes.of(people, "P046"), List.of(officer)));
            facts.collect(id);
            for (var input : List.of(ReviewInput.MEASUREMENTS, ReviewInput.COMPLIANCE)) {
                answers.assign(id, input, answers.get(id, input).version(), officer);
            }
            answer(
                    id,
                    new Said(
                            ReviewInput.CONTEXT,
                            Verdict.ADEQUATE,
                            "The village below the mine has a new well; its distance is in the register.",
                            false));
            answer(
                    id,
                    new Said(
                            ReviewInput.AUDITS,
                            Verdict.ADEQUATE,
                            "The group’s inspection found one minor nonconformity; the notice was replaced.",
                            false));
        });
    }
}
