package org.verdite.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Reads reviews for the room's verbs, and says who may take a step.
@Component
class ReviewStore {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    ReviewStore(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    Optional<Review> find(ReviewId id) {
        return jdbc.sql("select * from governance.review where id = :id")
                .param("id", id.value())
                .query(ReviewStore::read)
                .optional();
    }

    /// @throws NotHere when it is not in the reader's scope
    Review require(ReviewId id) {
        return find(id).orElseThrow(() -> new NotHere("review " + id));
    }

    /// The same, held until the transaction ends, so that steps on it wait for each other.
    Review take(ReviewId id) {
        return jdbc.sql("select * from governance.review where id = :id for update")
                .param("id", id.value())
                .query(ReviewStore::read)
                .optional()
                .orElseThrow(() -> new NotHere("review " + id));
    }

    /// The preparer's steps, and those of who may hold reviews there.
    ///
    /// @throws NotPermitted for everybody else
    void requirePrepare(Review review) {
        if (!mayPrepare(review)) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
    }

    boolean mayPrepare(Review review) {
        return !Scope.current().readOnly()
                && (me(review.preparer()) || access.may(Permission.REVIEW_HOLD, review.unit()));
    }

    static boolean me(@Nullable PersonId person) {
        Integer me = Scope.current().person();
        return me != null && person != null && person.value() == me;
    }

    /// @throws Refused naming the state it is in instead
    static void in(Review review, ReviewState state) {
        if (review.state() != state) {
            throw new Refused("governance.refused.is." + review.state());
        }
    }

    static void unchanged(Review review, int version) {
        if (review.version() != version) {
            throw new Conflict("review " + review.id());
        }
    }

    LocalDate today(Review review) {
        return LocalDate.ofInstant(clock.instant(), review.zone());
    }

    static Review read(ResultSet rs, int row) throws SQLException {
        return new Review(
                new ReviewId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("year"),
                rs.getString("number"),
                rs.getString("kind"),
                rs.getString("language"),
                rs.getObject("planned_on", LocalDate.class),
                new PersonId(rs.getInt("preparer_id")),
                new PersonId(rs.getInt("chair_id")),
                ZoneId.of(rs.getString("time_zone")),
                ReviewState.valueOf(rs.getString("state")),
                rs.getInt("round"),
                instant(rs, "collected_at"),
                rs.getObject("held_on", LocalDate.class),
                instant(rs, "frozen_at"),
                new Review.Conclusions(
                        rs.getString("suitability"), rs.getString("adequacy"), rs.getString("effectiveness")),
                rs.getString("cancelled_because"),
                rs.getInt("version"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
