package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.actions.ActionState;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Likeness.Like;
import org.verdite.rectification.Nature;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Money;
import org.verdite.ui.Texts;

/// An item as JSON.
///
/// @param next the step that comes next, absent when the item is over
/// @param before what that step needs, there or missing
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemJson(
        long id,
        String number,
        String page,
        int unit,
        String title,
        String description,
        Severity severity,
        Workflow workflow,
        boolean investigation,
        String medium,
        Source source,
        Nature nature,
        ParticularsJson.@Nullable ClauseJson clause,
        ParticularsJson.@Nullable PlaceJson place,
        @Nullable String immediate,
        ItemState state,
        int round,
        LocalDate discovered,
        LocalDate openedOn,
        LocalDate deadline,
        Instant dueAt,
        boolean overdue,
        @Nullable AuthorityJson authority,
        @Nullable Person owner,
        @Nullable Person substitute,
        @Nullable Person verifier,
        @Nullable Cause cause,
        @Nullable Plan plan,
        @Nullable Instant doneAt,
        @Nullable SampleJson sample,
        @Nullable Person verifiedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable LocalDate effectDue,
        @Nullable LocalDate closedOn,
        @Nullable String finding,
        @Nullable Long becameItem,
        @Nullable Long repeatOf,
        @Nullable Severity raisedFrom,
        @Nullable Long successorOf,
        @Nullable Long succeededBy,
        @Nullable Long duplicateOf,
        List<Long> repeats,
        List<LikeJson> like,
        List<OriginJson> origins,
        List<ActionJson> actions,
        int actionsElsewhere,
        List<FileJson> evidence,
        @Nullable String next,
        List<NeedJson> before,
        List<StepJson> steps,
        int version) {

    record Person(int id, String name) {
        static @Nullable Person of(ItemView.@Nullable Who who) {
            return who == null ? null : new Person(who.id(), who.name());
        }
    }

    /// Whose deadline is in force.
    record AuthorityJson(String authority, String reference) {}

    record Cause(List<String> lines, String kind) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plan(
            @Nullable Person submittedBy,
            @Nullable Instant submittedAt,
            @Nullable Person approvedBy,
            @Nullable Instant approvedAt) {}

    /// Whether the correction on the spot is verified, and why.
    ///
    /// @param lot drawn where it is below a hundred times the share
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SampleJson(
            boolean drawn,
            String why,
            int share,
            int least,
            int lot,
            LocalDate month,
            @Nullable LocalDate closeOn) {
        static SampleJson of(ItemReading.Sample s) {
            return new SampleJson(s.drawn(), s.why(), s.share(), s.least(), s.lot(), s.month(), s.closeOn());
        }
    }

    record OriginJson(String room, String kind, String id, String title, String page) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionJson(
            long id,
            int unit,
            String title,
            String kind,
            int owner,
            LocalDate due,
            @Nullable Money cost,
            ActionState state,
            int evidence,
            boolean evidenceNeeded) {
        static ActionJson of(Action a) {
            return new ActionJson(
                    a.id().value(),
                    a.unit().value(),
                    a.title(),
                    a.kind(),
                    a.owner().value(),
                    a.due(),
                    a.cost(),
                    a.state(),
                    a.evidence(),
                    a.evidenceNeeded());
        }
    }

    record FileJson(String page, String name, String caption) {}

    record NeedJson(String need, boolean met, String text) {}

    record StepJson(String step, String from, String to, LocalDate day, String who, Instant at, String note) {}

    /// An item that may be the same thing, or the same thing again.
    record LikeJson(
            long id,
            String number,
            String title,
            ItemState state,
            LocalDate discovered,
            boolean sameClause,
            int alikePercent,
            String page) {
        static LikeJson of(Like like) {
            return new LikeJson(
                    like.id().value(),
                    like.number(),
                    like.title(),
                    like.state(),
                    like.discovered(),
                    like.sameClause(),
                    like.percent(),
                    like.path());
        }
    }

    private static Stream<Long> kin(ItemPage page, String how) {
        return page.kin().stream().filter(k -> k.how().equals(how)).map(ItemReading.Kin::id);
    }

    static ItemJson of(ItemPage page, Texts t) {
        var v = page.item();
        var next = v.succeededBy() == null ? NextSteps.next(v.workflow(), v.state()) : null;
        return new ItemJson(
                v.id().value(),
                v.number(),
                v.path(),
                v.unit().value(),
                v.title(),
                v.description(),
                v.severity(),
                v.workflow(),
                v.workflow() == Workflow.INVESTIGATION,
                v.medium(),
                v.source(),
                v.particulars().nature(),
                ParticularsJson.of(v.particulars().clause()),
                ParticularsJson.of(v.particulars().place()),
                v.particulars().immediate().isEmpty() ? null : v.particulars().immediate(),
                v.state(),
                v.round(),
                v.discovered(),
                v.openedOn(),
                v.deadline(),
                v.due().deadline().at(),
                v.state().running() && v.due().missed(),
                page.authority() == null
                        ? null
                        : new AuthorityJson(
                                page.authority().authority(), page.authority().reference()),
                Person.of(v.owner()),
                Person.of(v.substitute()),
                Person.of(v.verifier()),
                v.causeKind() == null ? null : new Cause(v.cause(), v.causeKind()),
                v.planAt() == null
                        ? null
                        : new Plan(Person.of(v.planBy()), v.planAt(), Person.of(v.approvedBy()), v.approvedAt()),
                v.doneAt(),
                page.samples().isEmpty() ? null : SampleJson.of(page.samples().getFirst()),
                Person.of(v.verifiedBy()),
                v.verifiedOn(),
                v.effectDue(),
                v.closedOn(),
                v.finding().isEmpty() ? null : v.finding(),
                v.becameId(),
                v.repeatOf(),
                v.raisedFrom(),
                kin(page, "SUCCESSOR_OF").findFirst().orElse(null),
                v.succeededBy(),
                kin(page, "DUPLICATE_OF").findFirst().orElse(null),
                kin(page, "REPEATED_BY").toList(),
                page.likes().stream().map(LikeJson::of).toList(),
                page.origins().stream()
                        .map(o -> new OriginJson(o.room(), o.kind(), o.id(), o.title(), o.href()))
                        .toList(),
                page.actions().stream().map(ActionJson::of).toList(),
                page.elsewhere(),
                page.files().stream()
                        .map(f -> new FileJson(f.path(), f.name(), f.caption()))
                        .toList(),
                next == null ? null : next.name(),
                page.next().needs().stream()
                        .map(n -> new NeedJson(n.key(), n.met(), t.of("rectification.need." + n.key(), n.args())))
                        .toList(),
                page.steps().stream()
                        .map(s -> new StepJson(s.step(), s.from(), s.to(), s.day(), s.who(), s.at(), s.note()))
                        .toList(),
                v.version());
    }
}
