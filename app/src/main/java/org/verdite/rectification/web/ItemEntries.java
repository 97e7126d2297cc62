package org.verdite.rectification.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// The room's place in the menu and in the search.
@Component
class ItemEntries implements MenuSource, SearchSource {

    private final ItemQueries queries;

    ItemEntries(ItemQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(
                new MenuSource.Entry(Phase.ACT, "rectification.title", "/rectification", 10),
                new MenuSource.Entry(Phase.ACT, "rectification.verification.title", "/rectification/verification", 20),
                new MenuSource.Entry(Phase.ACT, "rectification.figures.title", "/rectification/figures", 30),
                new MenuSource.Entry(Phase.ACT, "rectification.changes.title", "/rectification/changes", 40),
                new MenuSource.Entry(Phase.ACT, "rectification.rules.title", "/rectification/rules", 90));
    }

    @Override
    public String group() {
        return "rectification.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit, t).stream()
                .map(r -> new SearchSource.Hit(
                        "list-details",
                        r.title(),
                        r.number() + " · " + ItemWords.state(r.state(), r.workflow(), t) + " · " + r.where(),
                        "/rectification/items/" + r.id()))
                .toList();
    }
}
