package org.verdite.funds.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Lines of the ledger by their document's number, else by words of their text.
@Component
@Transactional(readOnly = true)
class FundsSearch implements SearchSource {

    private final FundsQueries queries;

    FundsSearch(FundsQueries queries) {
        this.queries = queries;
    }

    @Override
    public String group() {
        return "funds.search.group";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit).stream()
                .map(l -> new Hit(
                        "coins",
                        l.document() + " " + l.text(),
                        t.of(l.unit()) + " · " + t.month(l.month()) + " · " + t.number(l.amount()) + " " + l.currency(),
                        "/funds/postings/" + l.id()))
                .toList();
    }
}
