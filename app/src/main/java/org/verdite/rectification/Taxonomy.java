package org.verdite.rectification;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// The words in which causes are classed: groups, and in each what is found there. Editions follow each other; a
/// cause keeps the edition it was classed by.
@Component
@Transactional(readOnly = true)
public class Taxonomy {

    /// @param parent the group's code, null of a group
    /// @param kind the coarse kind, one of {@link Corrections#CAUSES}
    public record Word(
            String edition, String code, @Nullable String parent, LocalText name, String kind) {}

    private final JdbcClient jdbc;

    Taxonomy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The present edition, each group followed by its words.
    public List<Word> present() {
        return jdbc.sql("""
                select edition, code, parent, name, kind from rectification.taxonomy
                where edition = (select e.edition from rectification.taxonomy_edition e
                  where e.valid_from <= verdite.now()::date order by e.valid_from desc limit 1) order by place""")
                .query((rs, _) -> new Word(
                        rs.getString(1), rs.getString(2), rs.getString(3), Json.text(rs.getString(4)), rs.getString(5)))
                .list();
    }

    /// The coarse kind of a word, of the edition it was said in.
    Optional<String> kind(@Nullable String edition, @Nullable String code) {
        return jdbc.sql("select kind from rectification.taxonomy where edition = :edition and code = :code")
                .param("edition", edition)
                .param("code", code)
                .query((rs, _) -> rs.getString(1))
                .optional();
    }

    Optional<Word> word(String code) {
        return present().stream().filter(w -> w.code().equals(code)).findFirst();
    }

    /// How a coarse kind, said without a code, is classed.
    static String ofKind(String kind) {
        return switch (kind) {
            case "MAINTENANCE" -> "EQP.1";
            case "DESIGN" -> "DSN";
            case "OPERATION" -> "MTH.2";
            case "TRAINING" -> "PPL.1";
            case "MATERIAL" -> "MAT";
            case "MANAGEMENT" -> "ORG";
            case "WEATHER" -> "ENV";
            default -> "UNK.4";
        };
    }
}
