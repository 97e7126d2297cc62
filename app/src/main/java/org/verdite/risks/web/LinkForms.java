package org.verdite.risks.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.risks.Links;
import org.verdite.risks.Subject;
import org.verdite.shared.ClauseRef;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Links and citations of an aspect or a risk: what stands there, and what the global search finds to choose from.
@Component("risks.linkForms")
@Transactional(readOnly = true)
class LinkForms {

    private static final int HITS = 8;

    /// What stands on the page of a record.
    record Shown(String path, List<Links.Link> links, List<Links.Cited> cited, boolean mayKeep) {}

    record Group(String name, List<SearchSource.Hit> hits) {}

    /// @param path of the record
    record Page(String title, String list, String number, String path, String query, List<Group> groups, Form form) {
        String listPath() {
            return list.equals("risks") ? "/risks" : "/risks/" + list;
        }
    }

    private final Links links;
    private final ObjectProvider<SearchSource> searches;

    LinkForms(Links links, ObjectProvider<SearchSource> searches) {
        this.links = links;
        this.searches = searches;
    }

    Shown of(Subject subject, String path, boolean mayKeep) {
        return new Shown(path, links.of(subject), links.cited(subject), mayKeep);
    }

    /// What the global search finds, by its groups.
    List<Group> found(String query, Texts t) {
        var groups = new ArrayList<Group>();
        String words = query.strip().length() > 100 ? query.strip().substring(0, 100) : query.strip();
        if (!words.isEmpty()) {
            searches.orderedStream().forEach(source -> {
                var hits = source.find(words, HITS, t);
                if (!hits.isEmpty()) {
                    groups.add(new Group(t.of(source.group()), hits));
                }
            });
        }
        return groups;
    }

    /// `standard|edition|clause`, as the form sends it.
    static ClauseRef clause(Form form) {
        var parts = form.text("clause", 200).split("\\|", 3);
        if (parts.length < 3) {
            form.problem("clause", "ui.form.choice");
            form.check();
        }
        return new ClauseRef(parts[0], parts[1], parts[2]);
    }
}
