package org.verdite.governance;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Who takes part in a review, with the post they held when they were invited.
@Component
public class Participants {

    /// @param post in the reader's language; empty for who held none
    /// @param attended null before the meeting
    public record Participant(
            PersonId person,
            String name,
            String post,
            @Nullable Boolean attended) {}

    private final JdbcClient jdbc;
    private final ReviewStore store;

    Participants(JdbcClient jdbc, ReviewStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// The chair first, then the preparer, then by name.
    @Transactional(readOnly = true)
    public List<Participant> of(ReviewId id) {
        return jdbc.sql("""
                        select p.person_id, p.attended, coalesce(verdite.text(organisation.pub_person_name(p.person_id), :lang), '') as name,
                          coalesce(verdite.text(p.post, :lang), '') as post
                        from governance.participant p join governance.review r on r.id = p.review_id
                        where p.review_id = :id order by p.person_id = r.chair_id desc, p.person_id = r.preparer_id desc, name, p.person_id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Participant(
                        new PersonId(rs.getInt("person_id")),
                        rs.getString("name"),
                        rs.getString("post"),
                        rs.getObject("attended", Boolean.class)))
                .list();
    }

    /// Inviting somebody twice changes nothing.
    @Transactional
    public void invite(ReviewId id, PersonId person) {
        var review = prepared(id);
        requireSeen("person", person);
        insert(review, person);
    }

    /// @throws Refused for the chair and the preparer
    @Transactional
    public void leave(ReviewId id, PersonId person) {
        var review = prepared(id);
        if (person.equals(review.chair()) || person.equals(review.preparer())) {
            throw new Refused("governance.refused.needed");
        }
        jdbc.sql("delete from governance.participant where review_id = :id and person_id = :person")
                .param("id", id.value())
                .param("person", person.value())
                .update();
    }

    private Review prepared(ReviewId id) {
        var review = store.take(id);
        store.requirePrepare(review);
        ReviewStore.in(review, ReviewState.PLANNED);
        return review;
    }

    void insert(Review review, PersonId person) {
        jdbc.sql("""
                        insert into governance.participant (review_id, unit_id, person_id, post)
                        values (:id, :unit, :person, (select p.title
                          from organisation.pub_posts_between(:person, organisation.pub_top(:unit), :day, cast(:day as date) + 1) p limit 1))
                        on conflict (review_id, person_id) do nothing""")
                .param("id", review.id().value())
                .param("unit", review.unit().value())
                .param("person", person.value())
                .param("day", store.today(review))
                .update();
    }

    void attended(Review review, Set<PersonId> there) {
        jdbc.sql("""
                        update governance.participant set attended = person_id = any(:there) where review_id = :id""")
                .param("there", there.stream().map(PersonId::value).toArray(Integer[]::new))
                .param("id", review.id().value())
                .update();
    }

    void requireSeen(String field, PersonId person) {
        boolean seen = jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                .param("id", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new Invalid(field, "ui.form.choice");
        }
    }
}
