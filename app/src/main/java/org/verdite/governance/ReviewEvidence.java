package org.verdite.governance;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Vouches for reviews, their inputs and meetings of committees towards evidence.
@Component
class ReviewEvidence implements EvidenceOwner {

    private record Place(UnitId unit, Origin origin) {}

    private final JdbcClient jdbc;
    private final ReviewStore store;

    ReviewEvidence(JdbcClient jdbc, ReviewStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    static Origin input(Review review, Answers.Answer answer) {
        return input(
                review.number(),
                review.id().value(),
                answer.id(),
                answer.input().name());
    }

    private static Origin input(String number, long review, long id, String code) {
        return new Origin(
                "governance",
                "input",
                String.valueOf(id),
                number + " " + ReviewInput.valueOf(code).clause(),
                "/governance/reviews/" + review + "/inputs/" + code);
    }

    @Override
    public String room() {
        return "governance";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return place(kind, key).map(Place::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return place(kind, key).map(Place::origin);
    }

    private Optional<Place> place(String kind, String key) {
        if (!key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return switch (kind) {
            case "review" -> store.find(new ReviewId(Long.parseLong(key))).map(r -> new Place(r.unit(), r.origin()));
            case "input" ->
                jdbc.sql("""
                                select i.unit_id, i.id, i.code, r.id as review, r.number from governance.input i
                                join governance.review r on r.id = i.review_id where i.id = :id""")
                        .param("id", Long.parseLong(key))
                        .query((rs, _) -> new Place(
                                new UnitId(rs.getInt("unit_id")),
                                input(
                                        rs.getString("number"),
                                        rs.getLong("review"),
                                        rs.getLong("id"),
                                        rs.getString("code"))))
                        .optional();
            case "meeting" ->
                jdbc.sql("select unit_id, id, number from governance.meeting where id = :id")
                        .param("id", Long.parseLong(key))
                        .query((rs, _) -> new Place(
                                new UnitId(rs.getInt("unit_id")),
                                new Origin(
                                        "governance",
                                        "meeting",
                                        rs.getString("id"),
                                        rs.getString("number"),
                                        "/governance/meetings/" + rs.getLong("id"))))
                        .optional();
            default -> Optional.empty();
        };
    }
}
