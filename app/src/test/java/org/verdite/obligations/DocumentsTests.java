package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// The library of standards by clause: what comes along, and units' own documents in editions that are never changed.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class DocumentsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    Clauses clauses;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private static String code() {
        return "RULES-" + NUMBER.incrementAndGet();
    }

    private static NewClause clause(String number, String name, String... before) {
        return new NewClause(number, LocalText.of("en", name), List.of(before));
    }

    private static NewStandard rules(UnitId unit, String code, String edition, NewClause... of) {
        return new NewStandard(
                unit,
                code,
                edition,
                LocalText.of("en", "Rules"),
                LocalText.of("en", "Ours"),
                false,
                false,
                List.of(of));
    }

    private int draft(Person person, NewStandard rules) {
        return person.scope().get(() -> clauses.draft(rules));
    }

    @Test
    void an_edition_is_drafted_changed_published_and_followed_and_never_changed_again() {
        String code = code();
        int first = draft(g.director, rules(g.valley, code, "1", clause("1", "Order"), clause("2", "Watre")));
        g.director
                .scope()
                .run(() -> clauses.change(
                        first, 1, rules(g.valley, code, "1", clause("1", "Order"), clause("3", "Water"))));
        assertThat(g.director.scope().get(() -> clauses.of(first)))
                .extracting(Clauses.Clause::number)
                .containsExactly("1", "3");
        assertThatThrownBy(() -> g.director.scope().run(() -> clauses.publish(first, 1)))
                .as("somebody changed it meanwhile")
                .isInstanceOf(Conflict.class);
        g.director.scope().run(() -> clauses.publish(first, 2));
        assertThatThrownBy(() -> g.director
                        .scope()
                        .run(() -> clauses.change(first, 3, rules(g.valley, code, "1", clause("1", "Other")))))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> g.director
                        .scope()
                        .run(() -> within.executeWithoutResult(
                                _ -> jdbc.sql("update obligations.clause set place = 9 where standard_id = " + first)
                                        .update())))
                .as("not even past the verbs")
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> draft(g.director, rules(g.valley, code, "1", clause("1", "Again"))))
                .as("an edition is entered once")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> draft(g.director, rules(g.valley, code, "2", clause("1", "Order", "7"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("obligations.clauses.before"));
        int second = draft(g.director, rules(g.valley, code, "2", clause("1", "Order", "1", "3")));
        assertThat(g.director.scope().get(() -> clauses.edition(second)).follows())
                .isEqualTo(first);
        assertThat(g.director.scope().get(() -> clauses.next(first)))
                .as("not while it is a draft")
                .isEmpty();
        g.director.scope().run(() -> clauses.publish(second, 1));
        assertThat(g.director.scope().get(() -> clauses.next(first)))
                .hasValueSatisfying(e -> assertThat(e.id()).isEqualTo(second));
    }

    @Test
    void a_draft_is_given_up_and_one_without_clauses_is_not_published() {
        int empty = draft(g.director, rules(g.valley, code(), "1"));
        assertThatThrownBy(() -> g.director.scope().run(() -> clauses.publish(empty, 1)))
                .isInstanceOf(Refused.class);
        g.director.scope().run(() -> clauses.discard(empty, 1));
        assertThatThrownBy(() -> g.director.scope().get(() -> clauses.edition(empty)))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void what_is_published_above_is_read_below_and_neither_its_draft_nor_a_neighbour_s() {
        int ours = draft(g.director, rules(g.group, code(), "1", clause("1", "Order")));
        int valley = draft(g.director, rules(g.valley, code(), "1", clause("1", "Only here")));
        g.director.scope().run(() -> clauses.publish(valley, 1));
        assertThatThrownBy(() -> g.rosa.scope().get(() -> clauses.edition(ours)))
                .isInstanceOf(NotHere.class);
        g.director.scope().run(() -> clauses.publish(ours, 1));
        assertThat(g.rosa.scope().get(() -> clauses.of(ours))).hasSize(1);
        assertThatThrownBy(() -> g.rosa.scope().get(() -> clauses.edition(valley)))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> draft(g.zhou, rules(g.valley, code(), "1"))).isInstanceOf(NotPermitted.class);
        int iso = g.director.scope().get(clauses::editions).stream()
                .filter(e -> e.code().equals("ISO 14001"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThatThrownBy(() -> g.director.scope().run(() -> clauses.discard(iso, 1)))
                .as("what comes along is nobody's to change")
                .isInstanceOf(Refused.class);
    }

    private String page(Person person, String path, String language) throws Exception {
        var result = person.scope()
                .get(() ->
                        mvc.get().uri(path).header("Accept-Language", language).exchange());
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private MvcTestResult sent(Person person, String path, Map<String, String> params) {
        return person.scope().get(() -> {
            var request = mvc.post().uri(path).with(csrf());
            params.forEach(request::param);
            return request.exchange();
        });
    }

    @Test
    void the_pages_show_clauses_what_continues_what_and_who_cites_them() throws Exception {
        assertThat(page(g.lin, "/obligations/documents", "en")).contains("ISO 14001 2026", "ENV-ORDER sample-1");
        assertThat(page(g.lin, "/obligations/documents?words=14001&whose=LIBRARY", "zh-CN"))
                .contains("标准与制度条款", "ISO 14001 2015")
                .doesNotContain("ENV-ORDER");
        int newest = g.lin.scope().get(clauses::editions).stream()
                .filter(e -> e.edition().equals("2026"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(page(g.lin, "/obligations/documents/" + newest, "en"))
                .contains("Continues, of 2015", "6.1.5", "new", "Follows");
        assertThat(page(g.lin, "/obligations/documents/" + newest + "/export", "en"))
                .contains("6.1.5,Deciding what to do about them,6.1.4");
        assertThat(page(g.lin, "/search?q=6.1.5", "en")).contains("Deciding what to do about them");
    }

    @Test
    void a_document_is_entered_line_by_line_by_page_and_what_cannot_be_read_is_named_by_its_line() throws Exception {
        String code = code();
        var wrong = sent(
                g.director,
                "/obligations/documents",
                Map.of(
                        "unit",
                        g.valley.toString(),
                        "code",
                        code,
                        "edition",
                        "1",
                        "name.en",
                        "Yard rules",
                        "clauses",
                        "1 | Order\n2"));
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.getResponse().getContentAsString()).contains("Line 2 can’t be read");
        var entered = sent(
                g.director,
                "/obligations/documents",
                Map.of(
                        "unit",
                        g.valley.toString(),
                        "code",
                        code,
                        "edition",
                        "1",
                        "name.en",
                        "Yard rules",
                        "clauses",
                        "1 | Order | 秩序\n1.1\tSweeping\n2 | 用水"));
        assertThat(entered).hasStatus(302);
        String path = Objects.requireNonNull(entered.getResponse().getRedirectedUrl());
        assertThat(page(g.director, path, "zh-CN")).contains("草稿", "秩序", "用水");
        assertThat(page(g.director, path + "/edit", "en")).contains("1.1 | Sweeping |");
        assertThat(sent(g.director, path + "/publish", Map.of("version", "1"))).hasStatus(302);
        assertThat(sent(g.director, path + "/publish", Map.of("version", "2"))).hasStatus(409);
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(page(g.director, "/obligations/documents/new?next=" + id, "en"))
                .contains("1.1 | Sweeping |  | 1.1");
    }
}
