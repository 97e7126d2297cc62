package org.verdite.governance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Management reviews from plan to meeting (ISO 14001, 9.3). What it looks at is in {@link Facts} and {@link Answers},
/// what it comes to in {@link Decisions}; {@link Closing} ends it.
@Component
public class Reviews {

    private static final int MOST_PARTICIPANTS = 60;

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Participants participants;
    private final UnitClock clocks;
    private final Access access;

    Reviews(JdbcClient jdbc, ReviewStore store, Participants participants, UnitClock clocks, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.participants = participants;
        this.clocks = clocks;
        this.access = access;
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Review get(ReviewId id) {
        return store.require(id);
    }

    /// Today by the review's own calendar.
    @Transactional(readOnly = true)
    public LocalDate today(Review review) {
        return store.today(review);
    }

    /// True for the preparer and for who may hold reviews there.
    @Transactional(readOnly = true)
    public boolean mayPrepare(Review review) {
        return store.mayPrepare(review);
    }

    /// Plans a review; every input that must be looked at waits from now on.
    ///
    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public ReviewId plan(NewReview n) {
        access.require(Permission.REVIEW_HOLD, n.unit());
        var unit = unit(n.unit());
        var zone = clocks.zone(n.unit());
        check(n, unit, clocks.today(zone));
        var id = new ReviewId(jdbc.sql("""
                        insert into governance.review (unit_id, year, kind, language, planned_on, preparer_id, chair_id, time_zone)
                        values (:unit, :year, :kind, :language, :on, :preparer, :chair, :zone) returning id""")
                .param("unit", n.unit().value())
                .param("year", n.year())
                .param("kind", unit.kind())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("on", n.on())
                .param("preparer", n.preparer().value())
                .param("chair", n.chair().value())
                .param("zone", zone.getId())
                .query((rs, _) -> rs.getLong(1))
                .single());
        jdbc.sql("""
                        insert into governance.input (review_id, unit_id, code, place)
                        select :id, :unit, code, place from unnest(:codes) with ordinality as c(code, place)""")
                .param("id", id.value())
                .param("unit", n.unit().value())
                .param("codes", codes())
                .update();
        var review = store.require(id);
        var all = new LinkedHashSet<>(List.of(n.chair(), n.preparer()));
        all.addAll(n.participants());
        all.forEach(person -> participants.insert(review, person));
        return id;
    }

    private static String[] codes() {
        var all = ReviewInput.values();
        var codes = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            codes[i] = all[i].name();
        }
        return codes;
    }

    private record Unit(String kind, LocalDate opened, LocalDate closed) {}

    private Unit unit(UnitId unit) {
        return jdbc.sql("select kind, opened, coalesce(closed, 'infinity') from organisation.pub_unit where id = :id")
                .param("id", unit.value())
                .query((rs, _) ->
                        new Unit(rs.getString(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("unit " + unit));
    }

    private void check(NewReview n, Unit unit, LocalDate today) {
        var problems = new ArrayList<Invalid.Problem>();
        if (!Years.KINDS.contains(unit.kind())) {
            problems.add(new Invalid.Problem("at", "governance.invalid.unit", List.of()));
        }
        if (n.year() > today.getYear()
                || n.year() < Math.max(1990, unit.opened().getYear())) {
            problems.add(new Invalid.Problem(
                    "year",
                    "ui.form.range",
                    List.of(String.valueOf(Math.max(1990, unit.opened().getYear())), String.valueOf(today.getYear()))));
        } else if (unit.closed().getYear() < n.year()) {
            problems.add(new Invalid.Problem("year", "governance.invalid.unitClosed", List.of(unit.closed())));
        }
        if (n.on().getYear() < n.year() || n.on().getYear() > n.year() + 2) {
            problems.add(new Invalid.Problem("on", "governance.invalid.on", List.of(String.valueOf(n.year()))));
        }
        if (n.chair().equals(n.preparer())) {
            problems.add(new Invalid.Problem("chair", "governance.invalid.chair", List.of()));
        }
        if (n.participants().size() > MOST_PARTICIPANTS) {
            problems.add(
                    new Invalid.Problem("participants", "governance.invalid.participants", List.of(MOST_PARTICIPANTS)));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        people(n);
    }

    /// Somebody the reader doesn't see is nobody they can name.
    private void people(NewReview n) {
        participants.requireSeen("preparer", n.preparer());
        participants.requireSeen("chair", n.chair());
        n.participants().forEach(p -> participants.requireSeen("participants", p));
    }

    /// Another day or another chair, while it is planned.
    @Transactional
    public void change(ReviewId id, int version, LocalDate on, PersonId chair) {
        var review = prepared(id, version, ReviewState.PLANNED);
        if (on.getYear() < review.year() || on.getYear() > review.year() + 2) {
            throw new Invalid("on", "governance.invalid.on", String.valueOf(review.year()));
        }
        if (chair.equals(review.preparer())) {
            throw new Invalid("chair", "governance.invalid.chair");
        }
        participants.requireSeen("chair", chair);
        jdbc.sql("""
                        update governance.review set planned_on = :on, chair_id = :chair, version = version + 1 where id = :id""")
                .param("on", on)
                .param("chair", chair.value())
                .param("id", id.value())
                .update();
        participants.insert(review, chair);
    }

    /// The meeting was held. From now on what it looked at stays as it was.
    ///
    /// @param attended of those invited; the chair among them
    /// @throws Refused naming every input that nobody has answered
    @Transactional
    public void hold(ReviewId id, int version, LocalDate on, Set<PersonId> attended) {
        var review = prepared(id, version, ReviewState.PLANNED);
        if (on.isAfter(store.today(review)) || on.getYear() < review.year()) {
            throw new Invalid("on", "governance.invalid.heldOn");
        }
        if (!attended.contains(review.chair())) {
            throw new Invalid("attended", "governance.invalid.chairAttends");
        }
        if (review.round() == 0) {
            throw new Refused("governance.refused.notCollected");
        }
        requireAnswered(id);
        participants.attended(review, attended);
        jdbc.sql("""
                        update governance.review set state = 'HELD', held_on = :on, frozen_at = verdite.now(), version = version + 1
                        where id = :id""").param("on", on).param("id", id.value()).update();
    }

    private void requireAnswered(ReviewId id) {
        var open = jdbc.sql("""
                        select code from governance.input where review_id = :id and verdict is null order by place""")
                .param("id", id.value())
                .query((rs, _) -> ReviewInput.valueOf(rs.getString(1)))
                .list();
        if (!open.isEmpty()) {
            throw new Unanswered(open);
        }
    }

    /// What the meeting concluded of the system (9.3.3).
    @Transactional
    public void conclude(ReviewId id, int version, Review.Conclusions words) {
        prepared(id, version, ReviewState.HELD);
        new Lengths()
                .most("suitability", 4000, words.suitability())
                .most("adequacy", 4000, words.adequacy())
                .most("effectiveness", 4000, words.effectiveness())
                .check();
        jdbc.sql("""
                        update governance.review set suitability = :suitability, adequacy = :adequacy, effectiveness = :effectiveness,
                          version = version + 1 where id = :id""")
                .param("suitability", words.suitability().strip())
                .param("adequacy", words.adequacy().strip())
                .param("effectiveness", words.effectiveness().strip())
                .param("id", id.value())
                .update();
    }

    /// It is not held. What was collected and answered stays readable.
    @Transactional
    public void cancel(ReviewId id, int version, String because) {
        prepared(id, version, ReviewState.PLANNED);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        jdbc.sql("""
                        update governance.review set state = 'CANCELLED', cancelled_because = :because, version = version + 1
                        where id = :id""").param("because", because.strip()).param("id", id.value()).update();
    }

    private Review prepared(ReviewId id, int version, ReviewState state) {
        var review = store.take(id);
        store.requirePrepare(review);
        ReviewStore.unchanged(review, version);
        ReviewStore.in(review, state);
        return review;
    }
}
