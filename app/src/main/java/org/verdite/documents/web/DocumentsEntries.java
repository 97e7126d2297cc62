package org.verdite.documents.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// The room's place in the menu and in the search.
@Component
class DocumentsEntries implements MenuSource, SearchSource {

    private final EvidenceQueries queries;

    DocumentsEntries(EvidenceQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(new MenuSource.Entry(Phase.DO, "documents.title", "/documents", 30));
    }

    @Override
    public String group() {
        return "documents.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit, t.language()).stream()
                .map(r -> new SearchSource.Hit("paperclip", r.name(), r.proves(), "/documents/" + r.id()))
                .toList();
    }
}
