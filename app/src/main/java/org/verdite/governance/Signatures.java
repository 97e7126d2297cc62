package org.verdite.governance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// The chair's signature: who, when, and over which words.
@Component
public class Signatures {

    /// @param fingerprint of all that the minutes say
    /// @param standing false when something of it reads otherwise now
    public record Signature(String name, Instant at, String fingerprint, boolean standing) {}

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Participants participants;
    private final Facts facts;
    private final Answers answers;
    private final Decisions decisions;

    Signatures(
            JdbcClient jdbc,
            ReviewStore store,
            Participants participants,
            Facts facts,
            Answers answers,
            Decisions decisions) {
        this.jdbc = jdbc;
        this.store = store;
        this.participants = participants;
        this.facts = facts;
        this.answers = answers;
        this.decisions = decisions;
    }

    void sign(Review review) {
        jdbc.sql("""
                        insert into governance.signature (review_id, unit_id, person_id, fingerprint) values (:id, :unit, :me, :print)""")
                .param("id", review.id().value())
                .param("unit", review.unit().value())
                .param("me", Scope.current().person())
                .param("print", fingerprint(review))
                .update();
    }

    /// Empty before it is signed.
    @Transactional(readOnly = true)
    public Optional<Signature> of(ReviewId id) {
        var review = store.require(id);
        return jdbc.sql("""
                        select s.at, s.fingerprint, coalesce(verdite.text(organisation.pub_person_name(s.person_id), :lang), s.who) as name
                        from governance.signature s where s.review_id = :id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Signature(
                        rs.getString("name"),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("fingerprint"),
                        rs.getString("fingerprint").equals(fingerprint(review))))
                .optional();
    }

    /// Of codes, numbers and words as they are kept, so that it is the same in every language.
    private String fingerprint(Review r) {
        var words = new StringBuilder();
        line(words, r.number(), r.unit(), r.year(), r.heldOn(), r.chair(), r.preparer());
        for (var p : participants.of(r.id())) {
            line(words, "participant", p.person(), p.attended());
        }
        for (var f : facts.of(r.id())) {
            line(
                    words,
                    f.input(),
                    f.name(),
                    f.known(),
                    f.value(),
                    f.numerator(),
                    f.denominator(),
                    f.measure(),
                    f.note());
        }
        for (var a : answers.of(r.id())) {
            line(words, a.input(), a.verdict(), a.conclusion(), a.by());
        }
        line(
                words,
                r.conclusions().suitability(),
                r.conclusions().adequacy(),
                r.conclusions().effectiveness());
        for (var d : decisions.of(r.id())) {
            line(words, d.topic(), d.input(), d.title(), d.action(), d.owner(), d.due());
        }
        return Sha256.hex(words.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder words, @Nullable Object... parts) {
        words.append(Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\u001f")))
                .append('\u001e');
    }
}
