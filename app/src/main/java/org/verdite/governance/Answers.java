package org.verdite.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;

/// What is concluded of each input of a review, before the meeting and by name.
@Component
public class Answers {

    /// @param answerer who is to answer; the preparer unless somebody else was named
    /// @param verdict null while nobody has answered
    public record Answer(
            long id,
            ReviewInput input,
            PersonId answerer,
            String answererName,
            @Nullable Verdict verdict,
            String conclusion,
            @Nullable PersonId by,
            String byName,
            @Nullable Instant at,
            int version) {

        public boolean said() {
            return verdict != null;
        }
    }

    private static final String SELECT = """
            select i.*, coalesce(i.answerer_id, r.preparer_id) as answerer,
              coalesce(verdite.text(organisation.pub_person_name(coalesce(i.answerer_id, r.preparer_id)), :lang), '') as answerer_name,
              coalesce(verdite.text(organisation.pub_person_name(i.answered_by), :lang), '') as by_name
            from governance.input i join governance.review r on r.id = i.review_id where i.review_id = :id""";

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Participants participants;

    Answers(JdbcClient jdbc, ReviewStore store, Participants participants) {
        this.jdbc = jdbc;
        this.store = store;
        this.participants = participants;
    }

    /// In the order of the standard.
    @Transactional(readOnly = true)
    public List<Answer> of(ReviewId id) {
        return jdbc.sql(SELECT + " order by i.place")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Answers::read)
                .list();
    }

    /// @throws NotHere when the review is not in the reader's scope
    @Transactional(readOnly = true)
    public Answer get(ReviewId id, ReviewInput input) {
        return jdbc.sql(SELECT + " and i.code = :code")
                .param("id", id.value())
                .param("code", input.name())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Answers::read)
                .optional()
                .orElseThrow(() -> new NotHere("input " + input + " of review " + id));
    }

    /// True for who is to answer, and for who prepares the review.
    @Transactional(readOnly = true)
    public boolean mayAnswer(Review review, Answer answer) {
        return store.mayPrepare(review) || !Scope.current().readOnly() && ReviewStore.me(answer.answerer());
    }

    /// The name under which files and other rooms link to an input.
    public Origin origin(Review review, Answer answer) {
        return ReviewEvidence.input(review, answer);
    }

    /// @param version of the input as it was read
    /// @param conclusion why; of what is not applicable its reason
    /// @throws Conflict when somebody answered since
    @Transactional
    public void answer(ReviewId id, ReviewInput input, int version, Verdict verdict, String conclusion) {
        var review = store.take(id);
        var before = get(id, input);
        if (!mayAnswer(review, before)) {
            throw new NotPermitted("answer");
        }
        ReviewStore.in(review, ReviewState.PLANNED);
        unchanged(before, version);
        if (conclusion.isBlank()) {
            throw new Invalid("conclusion", "ui.form.required");
        }
        new Lengths().most("conclusion", 4000, conclusion).check();
        jdbc.sql("""
                        update governance.input set verdict = :verdict, conclusion = :conclusion, answered_by = :me,
                          answered_at = verdite.now(), version = version + 1 where id = :id""")
                .param("verdict", verdict.name())
                .param("conclusion", conclusion.strip())
                .param("me", Scope.current().person())
                .param("id", before.id())
                .update();
    }

    /// Names who is to answer an input; it comes on their desk.
    @Transactional
    public void assign(ReviewId id, ReviewInput input, int version, PersonId person) {
        var review = store.take(id);
        store.requirePrepare(review);
        ReviewStore.in(review, ReviewState.PLANNED);
        var before = get(id, input);
        unchanged(before, version);
        participants.requireSeen("answerer", person);
        jdbc.sql("update governance.input set answerer_id = :person, version = version + 1 where id = :id")
                .param("person", person.value())
                .param("id", before.id())
                .update();
    }

    private static void unchanged(Answer before, int version) {
        if (before.version() != version) {
            throw new Conflict("input " + before.id());
        }
    }

    private static Answer read(ResultSet rs, int row) throws SQLException {
        var verdict = rs.getString("verdict");
        var by = rs.getObject("answered_by", Integer.class);
        return new Answer(
                rs.getLong("id"),
                ReviewInput.valueOf(rs.getString("code")),
                new PersonId(rs.getInt("answerer")),
                rs.getString("answerer_name"),
                verdict == null ? null : Verdict.valueOf(verdict),
                rs.getString("conclusion"),
                by == null ? null : new PersonId(by),
                rs.getString("by_name"),
                ReviewStore.instant(rs, "answered_at"),
                rs.getInt("version"));
    }
}
