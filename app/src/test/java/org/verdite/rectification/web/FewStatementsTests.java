package org.verdite.rectification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.Statements;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;

/// However long the list is: each of its pages asks the database a few times, its frame included.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class FewStatementsTests {

    private static final int MOST = 12;

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    MockMvcTester mvc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rectification",
                "/rectification?view=unit",
                "/rectification?view=overdue",
                "/rectification?view=mine",
                "/rectification?view=closed",
                "/rectification?view=repeat",
                "/rectification/board",
                "/rectification/figures",
                "/rectification/verification"
            })
    void every_list_and_figure_page_asks_at_most_twelve_times(String path) {
        g.director.scope().run(() -> {
            for (int i = 0; i < 30; i++) {
                items.open(NewItem.of(g.section, "Lid " + i, Severity.LOW, "WASTE", LocalDate.parse("2026-11-18"))
                        .carriedBy(g.lin.id()));
            }
        });
        open(path);
        Statements.restart();
        open(path);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(MOST);
    }

    private void open(String path) {
        assertThat(g.director
                        .scope()
                        .get(() -> mvc.get().uri(path).with(user("test")).exchange()))
                .hasStatusOk();
    }
}
