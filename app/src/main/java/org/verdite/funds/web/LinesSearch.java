package org.verdite.funds.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Lines of funding plans by their number, else by words of their title.
@Component
@Transactional(readOnly = true)
class LinesSearch implements SearchSource {

    private final LineQueries queries;

    LinesSearch(LineQueries queries) {
        this.queries = queries;
    }

    @Override
    public String group() {
        return "funds.search.lines";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit).stream()
                .map(l -> new Hit(
                        "coins",
                        l.number() + " " + l.title(),
                        t.of(l.unit()) + " · " + l.year() + " · " + t.of("funds.line.state." + l.state()),
                        "/funds/lines/" + l.id()))
                .toList();
    }
}
