package org.verdite.governance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.ActionId;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.shared.PersonId;

/// What a review decided (ISO 14001, 9.3.3). Each decision is an action with owner and date, and the next review looks
/// first at what became of it.
@Component
public class Decisions {

    /// @param input the input it answers; null for none
    public record NewDecision(Topic topic, @Nullable ReviewInput input, String title, PersonId owner, LocalDate due) {}

    /// As it was taken, with its action as that stands now.
    ///
    /// @param ownerName who was to see to it, and until when
    /// @param ownerNow who has the action now
    /// @param doneOn null while it is not done
    public record Decision(
            Topic topic,
            @Nullable ReviewInput input,
            String title,
            ActionId action,
            PersonId owner,
            String ownerName,
            LocalDate due,
            String ownerNow,
            LocalDate dueNow,
            ActionState state,
            @Nullable LocalDate doneOn) {

        public boolean moved() {
            return !ownerNow.equals(ownerName) || !dueNow.equals(due);
        }
    }

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Actions actions;

    Decisions(JdbcClient jdbc, ReviewStore store, Actions actions) {
        this.jdbc = jdbc;
        this.store = store;
        this.actions = actions;
    }

    /// @throws org.verdite.shared.Invalid naming the fields `title` and `due`
    /// @throws org.verdite.shared.Refused before the meeting and after the close
    @Transactional
    public ActionId decide(ReviewId id, NewDecision d) {
        var review = store.take(id);
        store.requirePrepare(review);
        ReviewStore.in(review, ReviewState.HELD);
        var action = actions.open(
                new NewAction(review.unit(), d.title(), "OTHER", d.owner(), d.due(), null, review.origin()));
        jdbc.sql("""
                        insert into governance.decision (review_id, unit_id, topic, input, title, action_id, owner_id, due)
                        values (:review, :unit, :topic, :input, :title, :action, :owner, :due)""")
                .param("review", id.value())
                .param("unit", review.unit().value())
                .param("topic", d.topic().name())
                .param("input", d.input() == null ? null : d.input().name())
                .param("title", d.title().strip())
                .param("action", action.value())
                .param("owner", d.owner().value())
                .param("due", d.due())
                .update();
        return action;
    }

    /// In the order they were taken.
    @Transactional(readOnly = true)
    public List<Decision> of(ReviewId id) {
        return jdbc.sql("""
                        select d.topic, d.input, d.title, d.action_id, d.owner_id, d.due, a.due as due_now, a.state, a.done_on,
                          coalesce(verdite.text(organisation.pub_person_name(d.owner_id), :lang), '') as owner,
                          coalesce(verdite.text(organisation.pub_person_name(a.owner_id), :lang), '') as owner_now
                        from governance.decision d join actions.pub_action a on a.id = d.action_id
                        where d.review_id = :id order by d.id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> {
                    var input = rs.getString("input");
                    return new Decision(
                            Topic.valueOf(rs.getString("topic")),
                            input == null ? null : ReviewInput.valueOf(input),
                            rs.getString("title"),
                            new ActionId(rs.getLong("action_id")),
                            new PersonId(rs.getInt("owner_id")),
                            rs.getString("owner"),
                            rs.getObject("due", LocalDate.class),
                            rs.getString("owner_now"),
                            rs.getObject("due_now", LocalDate.class),
                            ActionState.valueOf(rs.getString("state")),
                            rs.getObject("done_on", LocalDate.class));
                })
                .list();
    }
}
