package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.StepBars;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// The chair signs; the review is closed and its minutes are filed in both languages. Nobody signs alone what they
/// answered alone.
@Component
public class Closing {

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Signatures signatures;
    private final Minutes minutes;
    private final MinutesFiling filing;
    private final StepBars bars;

    Closing(
            JdbcClient jdbc,
            ReviewStore store,
            Signatures signatures,
            Minutes minutes,
            MinutesFiling filing,
            StepBars bars) {
        this.jdbc = jdbc;
        this.store = store;
        this.signatures = signatures;
        this.minutes = minutes;
        this.filing = filing;
        this.bars = bars;
    }

    /// True for the chair of a review that was held.
    public boolean maySign(Review review) {
        return !Scope.current().readOnly() && review.state() == ReviewState.HELD && ReviewStore.me(review.chair());
    }

    /// Inputs that need an action and that no decision answers.
    @Transactional(readOnly = true)
    public List<ReviewInput> undecided(ReviewId id) {
        return jdbc.sql("""
                        select i.code from governance.input i where i.review_id = :id and i.verdict = 'NEEDS_ACTION'
                          and not exists (select from governance.decision d where d.review_id = i.review_id and d.input = i.code)
                        order by i.place""")
                .param("id", id.value())
                .query((rs, _) -> ReviewInput.valueOf(rs.getString(1)))
                .list();
    }

    /// @param version as it was read
    /// @throws NotPermitted for everybody but the chair
    /// @throws Refused naming what is missing
    @Transactional
    public void sign(ReviewId id, int version) {
        var review = store.take(id);
        if (Scope.current().readOnly() || !ReviewStore.me(review.chair())) {
            throw new NotPermitted("chair");
        }
        ReviewStore.in(review, ReviewState.HELD);
        ReviewStore.unchanged(review, version);
        if (!review.conclusions().said()) {
            throw new Refused("governance.refused.conclusions");
        }
        var undecided = undecided(id);
        if (!undecided.isEmpty()) {
            throw new Unanswered("governance.refused.undecided", undecided);
        }
        if (answeredAlone(review)) {
            throw new Refused("governance.refused.answeredAlone");
        }
        bars.require(review.origin(), review.unit());
        signatures.sign(review);
        jdbc.sql("""
                        update governance.review set state = 'CLOSED', closed_at = verdite.now(), version = version + 1 where id = :id""").param("id", id.value()).update();
        filing.file(review.unit(), review.origin(), review.number(), review.zone(), t -> minutes.paper(review.id(), t));
    }

    private boolean answeredAlone(Review review) {
        return jdbc.sql("""
                        select not exists (select from governance.input where review_id = :id and answered_by is distinct from :chair)""")
                .param("id", review.id().value())
                .param("chair", review.chair().value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }
}
