package org.verdite.rectification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// The figures of the list are counted once, and anew after every change that commits.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class CountedTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Ledger ledger;

    @Autowired
    Frames frames;

    private final TransactionTemplate within;

    CountedTests(@Autowired PlatformTransactionManager transactions) {
        within = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void on_a_day_in_november() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private Texts english() {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(Locale.ENGLISH);
        return frames.texts(request);
    }

    private int found(Person reader) {
        return reader.scope()
                .get(() -> ledger.figures(new Filters("", Map.of("opened", "2026")), english())
                        .all()
                        .found());
    }

    private void open(String title) {
        items.open(NewItem.of(g.section, title, Severity.LOW, "WASTE", LocalDate.parse("2026-11-18"))
                .carriedBy(g.lin.id()));
    }

    private static boolean counts(String sql) {
        return sql.contains("rectification.ledger(");
    }

    @Test
    void what_nobody_changed_is_not_counted_again() {
        int before = found(g.lin);
        Statements.restart();
        assertThat(found(g.lin)).isEqualTo(before);
        assertThat(Statements.seen()).noneMatch(CountedTests::counts).hasSizeLessThanOrEqualTo(4);
        g.lin.scope().run(() -> open("Lids left open"));
        assertThat(found(g.lin)).isEqualTo(before + 1);
    }

    @Test
    void who_sees_something_else_is_told_something_else() {
        g.lin.scope().run(() -> open("Drums without labels"));
        assertThat(found(g.rosa)).isZero();
        assertThat(found(g.lin)).isPositive();
        assertThat(found(g.rosa)).isZero();
    }

    @Test
    void what_a_transaction_counted_that_came_to_nothing_is_nobody_elses() {
        int before = found(g.lin);
        g.lin.scope()
                .run(() -> within.executeWithoutResult(state -> {
                    open("Never written");
                    assertThat(found(g.lin)).as("it sees its own").isEqualTo(before + 1);
                    state.setRollbackOnly();
                }));
        assertThat(found(g.lin)).isEqualTo(before);
    }

    @Test
    void what_was_open_when_it_was_counted_is_counted_once_it_commits() {
        int before = found(g.lin);
        g.lin.scope()
                .run(() -> within.executeWithoutResult(_ -> {
                    open("Committed later");
                    int meanwhile =
                            CompletableFuture.supplyAsync(() -> found(g.lin)).join();
                    assertThat(meanwhile).isEqualTo(before);
                }));
        assertThat(found(g.lin)).isEqualTo(before + 1);
    }
}
