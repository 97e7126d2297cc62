package org.verdite.rectification.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.Cause;
import org.verdite.rectification.Causes;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Taxonomy;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// The causes of an item with the words of the edition each was classed by, and who wrote them.
@Component
@Transactional(readOnly = true)
class CauseTree {

    private final JdbcClient jdbc;
    private final Causes causes;
    private final Taxonomy taxonomy;

    CauseTree(JdbcClient jdbc, Causes causes, Taxonomy taxonomy) {
        this.jdbc = jdbc;
        this.causes = causes;
        this.taxonomy = taxonomy;
    }

    List<CausesController.Node> of(ItemId id, Texts t) {
        var tree = causes.of(id);
        if (tree.isEmpty()) {
            return List.of();
        }
        Map<String, String> words = new HashMap<>();
        jdbc.sql("select edition || ' ' || code, name from rectification.taxonomy")
                .query((rs, _) -> words.put(rs.getString(1), t.of(Json.text(rs.getString(2)))))
                .list();
        Map<Integer, String> people = new HashMap<>();
        jdbc.sql("""
                select p, verdite.text(organisation.pub_person_name(p), :lang) from unnest(cast(:people as int[])) p""")
                .param("lang", t.language())
                .param(
                        "people",
                        tree.stream()
                                .map(c -> c.by() == null ? null : c.by().value())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(Integer[]::new))
                .query((rs, _) -> people.put(rs.getInt(1), Objects.requireNonNullElse(rs.getString(2), "")))
                .list();
        return tree.stream()
                .map(c -> new CausesController.Node(
                        c,
                        words.getOrDefault(c.edition() + " " + c.code(), ""),
                        c.by() == null ? "" : people.getOrDefault(c.by().value(), ""),
                        tree.stream().anyMatch(o -> Objects.equals(o.parent(), c.id()))))
                .toList();
    }

    Stream<Cause> roots(ItemId id) {
        return causes.of(id).stream().filter(c -> c.level() == Cause.Level.ROOT);
    }

    /// The causes an action can be planned to remove.
    Map<String, String> texts(ItemId id) {
        var texts = new LinkedHashMap<String, String>();
        causes.of(id).forEach(c -> texts.put(String.valueOf(c.id()), c.text()));
        return texts;
    }

    List<Taxonomy.Word> words() {
        return taxonomy.present();
    }

    /// The words to choose from, each with its group's before it: "Equipment: maintenance missed or late".
    Map<String, String> choices(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        String group = "";
        for (var word : taxonomy.present()) {
            String name = t.of(word.name());
            if (word.parent() == null) {
                group = name;
            }
            choices.put(word.code(), word.parent() == null ? name : t.of("rectification.taxonomy.in", group, name));
        }
        return choices;
    }
}
