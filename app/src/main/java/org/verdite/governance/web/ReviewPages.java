package org.verdite.governance.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.governance.Answers;
import org.verdite.governance.Answers.Answer;
import org.verdite.governance.Closing;
import org.verdite.governance.Decisions;
import org.verdite.governance.Fact;
import org.verdite.governance.Facts;
import org.verdite.governance.Participants;
import org.verdite.governance.Review;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.ReviewState;
import org.verdite.governance.Reviews;
import org.verdite.governance.Signatures;
import org.verdite.governance.Topic;
import org.verdite.organisation.StepBar;
import org.verdite.organisation.StepBars;
import org.verdite.ui.Attachment;
import org.verdite.ui.PassingSource;
import org.verdite.ui.Passings;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// What the page of a review needs, read in one transaction.
@Component
class ReviewPages {

    /// @param facts by the input they speak of
    /// @param undecided inputs that need an action and have none
    /// @param bars what those who decide above hold against its signature
    /// @param changed somebody took a step since the page was drawn
    /// @param difference what somebody else concluded meanwhile; null when nobody did
    record Whole(
            Review review,
            String where,
            String chair,
            String preparer,
            List<Participants.Participant> participants,
            List<Answer> answers,
            List<Fact> facts,
            List<Decisions.Decision> decisions,
            Signatures.@Nullable Signature signature,
            List<ReviewInput> undecided,
            List<Attachment> files,
            List<PassingSource.Passing> passings,
            List<StepBar.Reason> bars,
            Map<String, String> people,
            boolean mayPrepare,
            boolean maySign,
            LocalDate today,
            Form form,
            boolean changed,
            @Nullable Difference difference) {

        boolean planned() {
            return review.state() == ReviewState.PLANNED;
        }

        boolean held() {
            return review.state() == ReviewState.HELD;
        }

        List<Fact> facts(ReviewInput input) {
            return facts.stream().filter(f -> f.input() == input).toList();
        }

        long answered() {
            return answers.stream().filter(Answer::said).count();
        }

        /// The first that waits.
        @Nullable Answer next() {
            return answers.stream().filter(a -> !a.said()).findFirst().orElse(null);
        }

        boolean needed(Participants.Participant p) {
            return p.person().equals(review.chair()) || p.person().equals(review.preparer());
        }

        Map<String, String> topics(Texts t) {
            var topics = new LinkedHashMap<String, String>();
            for (var topic : Topic.values()) {
                topics.put(topic.name(), t.of("governance.topic." + topic));
            }
            return topics;
        }

        Map<String, String> inputs(Texts t) {
            var inputs = new LinkedHashMap<String, String>();
            for (var input : ReviewInput.values()) {
                inputs.put(input.name(), input.clause() + " " + t.of("governance.input." + input));
            }
            return inputs;
        }
    }

    private final Reviews reviews;
    private final Participants participants;
    private final Answers answers;
    private final Facts facts;
    private final Decisions decisions;
    private final Signatures signatures;
    private final Closing closing;
    private final Evidence evidence;
    private final ReviewQueries queries;
    private final Passings passings;
    private final StepBars bars;

    ReviewPages(
            Reviews reviews,
            Participants participants,
            Answers answers,
            Facts facts,
            Decisions decisions,
            Signatures signatures,
            Closing closing,
            Evidence evidence,
            ReviewQueries queries,
            Passings passings,
            StepBars bars) {
        this.reviews = reviews;
        this.participants = participants;
        this.answers = answers;
        this.facts = facts;
        this.decisions = decisions;
        this.signatures = signatures;
        this.closing = closing;
        this.evidence = evidence;
        this.queries = queries;
        this.passings = passings;
        this.bars = bars;
    }

    @Transactional(readOnly = true)
    public Whole whole(ReviewId id, Texts t) {
        return whole(id, t, null, false, null);
    }

    /// After a step that could not be taken: with what was typed.
    @Transactional(readOnly = true)
    public Whole whole(ReviewId id, Texts t, Form typed, boolean changed) {
        return whole(id, t, typed, changed, null);
    }

    /// Somebody else concluded meanwhile: theirs beside what was typed.
    @Transactional(readOnly = true)
    public Whole whole(ReviewId id, Texts t, Form typed, String who, Instant at) {
        var r = reviews.get(id);
        var difference = new Merge(typed)
                .field(
                        "suitability",
                        t.of("governance.suitability"),
                        r.conclusions().suitability())
                .field("adequacy", t.of("governance.adequacy"), r.conclusions().adequacy())
                .field(
                        "effectiveness",
                        t.of("governance.effectiveness"),
                        r.conclusions().effectiveness())
                .with(who, at, r.version(), r.path() + "/conclude");
        return whole(id, t, typed, false, difference);
    }

    private Whole whole(ReviewId id, Texts t, @Nullable Form typed, boolean changed, @Nullable Difference difference) {
        var review = reviews.get(id);
        boolean may = reviews.mayPrepare(review);
        var today = reviews.today(review);
        var against = review.state() == ReviewState.HELD
                ? bars.against(review.origin(), review.unit())
                : List.<StepBar.Reason>of();
        return new Whole(
                review,
                queries.unitName(review.unit().value(), t),
                queries.personName(review.chair().value(), t),
                queries.personName(review.preparer().value(), t),
                participants.of(id),
                answers.of(id),
                facts.of(id),
                decisions.of(id),
                signatures.of(id).orElse(null),
                closing.undecided(id),
                evidence.of(review.origin()).stream().map(f -> f.attachment()).toList(),
                passings.of(review.origin(), t),
                against,
                may && !review.state().over() ? queries.people(t) : Map.of(),
                may,
                closing.maySign(review) && against.isEmpty(),
                today,
                typed == null ? usual(review, today) : typed,
                changed,
                difference);
    }

    private static Form usual(Review r, LocalDate today) {
        return Merge.remember(Form.empty()
                        .with("suitability", r.conclusions().suitability())
                        .with("adequacy", r.conclusions().adequacy())
                        .with("effectiveness", r.conclusions().effectiveness()))
                .with("on", r.state() == ReviewState.PLANNED ? today : "")
                .with("planned", r.plannedOn())
                .with("chair", r.chair().value())
                .with("due", today.plusDays(60));
    }
}
